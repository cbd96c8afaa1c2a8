package org.cretula.trust.timestamp;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.Network;
import org.cretula.trust.Providers;
import org.cretula.trust.StrictParse;
import org.cretula.trust.internal.encoding.Words;
import org.cretula.trust.internal.timestamp.StampQuestion;
import org.cretula.trust.internal.timestamp.TokenDigest;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.SubIndication;

/**
 * Gets time-stamps from authorities by RFC 3161, through the {@link Network} that a program hands over.
 *
 * <p>The authorities are asked in order, and the first token that is right is the result: over the bytes sent, with the
 * number sent, of the present time, signed by an authority that is trusted for time-stamps. Anything else that an
 * authority says is a reason to ask the next one, never a token. Only the digest leaves the house. May be shared by
 * threads if the network may.
 */
public final class TimeStampClient {

    private static final int NONCE_BITS = 64;

    private final Network network;
    private final List<TimeStampAuthority> authorities;
    private final TimeStampLimits limits;
    private final TimeStampExaminer examiner;
    private final Providers providers;
    private final Clock clock;
    private final SecureRandom random;

    /**
     * A client.
     *
     * @param network the way out
     * @param authorities at least one, those to be asked first first
     * @param limits how far to go
     * @param examiner says which tokens count
     * @param clock for the present time
     * @param random for the numbers that make each request a new one
     */
    public TimeStampClient(
            Network network,
            List<TimeStampAuthority> authorities,
            TimeStampLimits limits,
            TimeStampExaminer examiner,
            Providers providers,
            Clock clock,
            SecureRandom random) {
        if (authorities.isEmpty()) {
            throw new IllegalArgumentException("a time-stamp client needs at least one authority to ask");
        }
        this.network = network;
        this.authorities = List.copyOf(authorities);
        this.limits = limits;
        this.examiner = examiner;
        this.providers = providers;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A time-stamp over the SHA-256 digest of these bytes.
     *
     * <p>Whether the authority's certificate is revoked may be unknown as yet; everything else about the token passed.
     *
     * @throws TimeStampException when no authority gave one that is right; the message says of each why
     */
    public TimeStampToken stamp(byte[] content) throws TimeStampException {
        Set<String> faults = new LinkedHashSet<>();
        List<TimeStampAuthority> left = new ArrayList<>(authorities);
        for (int round = 0; round < limits.rounds() && !left.isEmpty(); round++) {
            for (TimeStampAuthority authority : List.copyOf(left)) {
                byte[] answer;
                StampQuestion question = question(authority, content);
                try {
                    answer = fetch(authority, question);
                } catch (IOException e) {
                    faults.add(Words.line(authority.address().toString()) + ": " + Words.line(e));
                    continue;
                }
                StrictParse<TimeStampToken> token = read(question, answer, content);
                if (token instanceof StrictParse.Parsed<TimeStampToken> parsed) {
                    return parsed.parsed();
                }
                // Who answers wrongly will do so again, and an answer that was tried twice was guessed twice.
                left.remove(authority);
                faults.add(Words.line(authority.address().toString()) + ": "
                        + ((StrictParse.Refused<TimeStampToken>) token).explanation());
            }
        }
        throw new TimeStampException("no time-stamp could be had: " + String.join("; ", faults)
                + "; try again later, or name another authority");
    }

    private StampQuestion question(TimeStampAuthority authority, byte[] content) {
        String imprint = TokenDigest.SHA256.of(content, providers);
        BigInteger nonce = new BigInteger(NONCE_BITS, random).setBit(NONCE_BITS - 1);
        return new StampQuestion(TokenDigest.SHA256, imprint, nonce, authority.policy());
    }

    private byte[] fetch(TimeStampAuthority authority, StampQuestion question) throws IOException {
        Network.Body body = new Network.Body(StampQuestion.MEDIA_TYPE, question.encoded());
        byte[] bytes = network.fetch(new Network.Request(
                        authority.address(), Optional.of(body), limits.answerBytes(), limits.each()))
                .bytes();
        if (bytes.length > limits.answerBytes()) {
            throw new IOException("expected at most " + limits.answerBytes() + " bytes, found " + bytes.length);
        }
        return bytes;
    }

    private StrictParse<TimeStampToken> read(StampQuestion question, byte[] answer, byte[] content) {
        StrictParse<byte[]> granted = question.granted(answer);
        if (granted instanceof StrictParse.Refused<byte[]> refused) {
            return new StrictParse.Refused<>(refused.explanation());
        }
        StrictParse<TimeStampToken> parse = TimeStampToken.read(granted.value().orElseThrow());
        return parse.value()
                .flatMap(token -> fault(question, token, content))
                .<StrictParse<TimeStampToken>>map(StrictParse.Refused::new)
                .orElse(parse);
    }

    private Optional<String> fault(StampQuestion question, TimeStampToken token, byte[] content) {
        if (!token.nonce().equals(Optional.of(question.nonce()))) {
            return Optional.of("expected the number of the request in the token, found "
                    + (token.nonce().isEmpty() ? "none" : "another one"));
        }
        Optional<String> policy = question.policy().filter(asked -> !asked.equals(token.policy()));
        if (policy.isPresent()) {
            return Optional.of("expected the policy " + policy.get() + ", found " + Words.line(token.policy()));
        }
        Instant now = clock.instant();
        Duration room = limits.drift().plus(token.accuracy());
        if (Duration.between(token.time(), now).abs().compareTo(room) > 0) {
            return Optional.of("expected the present time " + now + ", found " + token.time());
        }
        // Dated by its own time where that is ahead of the clock, which is within the drift.
        Instant known = token.time().isAfter(now) ? token.time() : now;
        return examiner.examine(token, content, EvidenceStore.empty(), known).findings().stream()
                .filter(f -> f.outcome() != Outcome.PASSED && !isUnknownStatus(f))
                .findFirst()
                .map(Finding::explanation);
    }

    private static boolean isUnknownStatus(Finding finding) {
        return finding.subIndication().equals(Optional.of(SubIndication.TRY_LATER));
    }
}
