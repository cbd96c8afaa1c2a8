package org.cretula.trust.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cretula.trust.timestamp.Stamping.CONTENT;
import static org.cretula.trust.timestamp.Stamping.ROOT;
import static org.cretula.trust.timestamp.Stamping.STAMPED;
import static org.cretula.trust.timestamp.Stamping.TSA;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cretula.testkit.Credential;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestTsa;
import org.cretula.trust.Network;
import org.junit.jupiter.api.Test;

class TimeStampClientTest {

    private static final URI FIRST = URI.create("http://first.example.invalid/tsa");
    private static final URI SECOND = URI.create("http://second.example.invalid/tsa");

    private final List<URI> asked = new ArrayList<>();

    private TimeStampClient client(Network network, TimeStampExaminer examiner, TimeStampAuthority... authorities) {
        return new TimeStampClient(
                request -> {
                    asked.add(request.address());
                    return network.fetch(request);
                },
                List.of(authorities),
                TimeStampLimits.USUAL,
                examiner,
                Stamping.PROVIDERS,
                Clock.fixed(STAMPED.plusSeconds(2), ZoneOffset.UTC),
                new SecureRandom());
    }

    private TimeStampClient client(Network network) {
        return client(network, Stamping.examiner(), TimeStampAuthority.at(FIRST), TimeStampAuthority.at(SECOND));
    }

    private static Network.Reply reply(Network.Request request, TestTsa tsa) {
        byte[] question = request.question().orElseThrow().bytes();
        return new Network.Reply(request.address(), tsa.answer(question));
    }

    /** The first authority does this, the second is honest. */
    private static Network first(TestTsa liar) {
        return request -> reply(request, request.address().equals(FIRST) ? liar : TestTsa.by(TSA));
    }

    @Test
    void an_honest_authority_gives_a_token_and_no_other_is_asked() throws TimeStampException {
        TimeStampToken token = client(first(TestTsa.by(TSA))).stamp(CONTENT);
        assertThat(token.time()).isEqualTo(STAMPED);
        assertThat(asked).containsExactly(FIRST);
    }

    static Stream<TestTsa> liars() {
        Credential stranger = TestCa.root("Stranger").issue(TestTsa.subject("TSA"));
        return Stream.of(
                TestTsa.by(TSA).imprint(new byte[32]),
                TestTsa.by(TSA).nonce(BigInteger.TEN),
                TestTsa.by(TSA).withoutNonce(),
                TestTsa.by(TSA).withoutCertificates(),
                TestTsa.by(TSA).at(STAMPED.minus(Duration.ofHours(1))),
                TestTsa.by(TSA).at(STAMPED.plus(Duration.ofHours(1))),
                TestTsa.by(TSA).refusing(2),
                TestTsa.by(stranger),
                TestTsa.by(ROOT.issue(org.cretula.testkit.Subject.named("No TSA"))));
    }

    @Test
    void after_each_lie_the_next_authority_is_asked_and_alone_the_lie_is_an_error() throws TimeStampException {
        for (TestTsa liar : liars().toList()) {
            asked.clear();
            assertThat(client(first(liar)).stamp(CONTENT).time()).isEqualTo(STAMPED);
            assertThat(asked).containsExactly(FIRST, SECOND);
            TimeStampClient alone = client(first(liar), Stamping.examiner(), TimeStampAuthority.at(FIRST));
            asked.clear();
            assertThatThrownBy(() -> alone.stamp(CONTENT))
                    .isInstanceOf(TimeStampException.class)
                    .hasMessageContaining(FIRST.toString());
            assertThat(asked).as("who lies is not asked again").containsExactly(FIRST);
        }
    }

    @Test
    void a_policy_that_was_asked_for_must_be_in_the_token() throws TimeStampException {
        TimeStampAuthority wants = new TimeStampAuthority(FIRST, Optional.of("1.2.3.4.2"));
        TimeStampClient client = client(first(TestTsa.by(TSA)), Stamping.examiner(), wants);
        assertThatThrownBy(() -> client.stamp(CONTENT)).hasMessageContaining("1.2.3.4.2");
        TimeStampClient willing = client(first(TestTsa.by(TSA).policy("1.2.3.4.2")), Stamping.examiner(), wants);
        assertThat(willing.stamp(CONTENT).policy()).isEqualTo("1.2.3.4.2");
    }

    @Test
    void when_the_network_fails_the_others_are_asked_and_then_all_over_once() throws TimeStampException {
        TimeStampClient second = client(request -> {
            if (request.address().equals(FIRST)) {
                throw new IOException("expected an answer within 20 s, found none");
            }
            return reply(request, TestTsa.by(TSA));
        });
        assertThat(second.stamp(CONTENT).time()).isEqualTo(STAMPED);
        asked.clear();
        TimeStampClient again = client(request -> {
            if (asked.size() < 3) {
                throw new IOException("expected an answer within 20 s, found none");
            }
            return reply(request, TestTsa.by(TSA));
        });
        assertThat(again.stamp(CONTENT).time()).isEqualTo(STAMPED);
        assertThat(asked).containsExactly(FIRST, SECOND, FIRST);
        asked.clear();
        TimeStampClient never = client(request -> {
            throw new IOException("expected an answer within 20 s, found none");
        });
        assertThatThrownBy(() -> never.stamp(CONTENT))
                .isInstanceOf(TimeStampException.class)
                .hasMessageContaining("within 20 s")
                .hasMessageContaining(FIRST.toString())
                .hasMessageContaining(SECOND.toString());
        assertThat(asked).containsExactly(FIRST, SECOND, FIRST, SECOND);
    }

    @Test
    void an_answer_beyond_the_limit_or_that_is_none_is_an_error() {
        TimeStampClient oversize = client(
                request -> new Network.Reply(request.address(), new byte[TimeStampLimits.USUAL.answerBytes() + 1]));
        assertThatThrownBy(() -> oversize.stamp(CONTENT)).hasMessageContaining("at most");
        TimeStampClient page = client(request ->
                new Network.Reply(request.address(), "<html>".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> page.stamp(CONTENT)).hasMessageContaining("time-stamp response");
    }

    @Test
    void a_token_is_taken_while_the_status_of_its_authority_is_not_known_yet() throws TimeStampException {
        TimeStampClient client = client(
                first(TestTsa.by(TSA)), Stamping.examiner(Stamping.trust().build()), TimeStampAuthority.at(FIRST));
        assertThat(client.stamp(CONTENT).time()).isEqualTo(STAMPED);
    }

    @Test
    void each_request_has_its_own_number() throws TimeStampException {
        TimeStampClient client = client(first(TestTsa.by(TSA)));
        assertThat(client.stamp(CONTENT).nonce())
                .isNotEqualTo(client.stamp(CONTENT).nonce());
    }
}
