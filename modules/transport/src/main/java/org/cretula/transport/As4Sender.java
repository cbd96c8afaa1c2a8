package org.cretula.transport;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.cretula.transport.internal.Composer;
import org.cretula.transport.internal.Http;
import org.cretula.transport.internal.SignalReader;

/**
 * Sends messages and says what became of them. May be shared by threads; close it when the program ends.
 *
 * <p>{@link #send} is {@link #prepare}, {@link #transmit} and {@link #judge} in turn. CXF's chain of interceptors makes
 * the message, but into memory, and the JDK's HTTP client carries the bytes. Two reasons: what a receipt is compared
 * with is then read from the very bytes that left, and the same bytes can be kept as evidence or sent once more.
 *
 * <p>It never sends twice by itself. After {@link Delivery.Unconfirmed} call {@link #send} again with the same message:
 * it keeps its message id, and the receiver tells a second copy by that.
 */
public final class As4Sender implements AutoCloseable {

    private final As4Identity identity;
    private final Clock clock;
    private final WireTap tap;
    private final Composer composer;
    private final SignalReader reader;
    private final Http http;

    private As4Sender(
            As4Identity identity,
            Clock clock,
            WireTap tap,
            Duration connect,
            Duration answer,
            Optional<SSLContext> tls) {
        this.identity = identity;
        this.clock = clock;
        this.tap = tap;
        this.composer = new Composer(identity);
        this.reader = new SignalReader(identity);
        this.http = new Http(connect, answer, tls);
    }

    /** A builder with 10 seconds for the connection, 120 for the answer, and the JVM's TLS settings. */
    public static Builder builder(As4Identity identity, Clock clock) {
        return new Builder(identity, clock);
    }

    /**
     * Sends a message once.
     *
     * @param endpoint address of the partner, http or https
     */
    public Delivery send(OutboundMessage message, PMode mode, URI endpoint) {
        WireMessage wire = prepare(message, mode);
        try {
            return judge(wire, transmit(wire, endpoint), mode);
        } catch (HttpConnectTimeoutException e) {
            return connection(message, endpoint, e);
        } catch (HttpTimeoutException e) {
            return new Delivery.Unconfirmed(
                    message.messageId(),
                    Delivery.Unconfirmed.Reason.TIME_OUT,
                    "EBMS:0301",
                    "expected a receipt in time, found none from " + endpoint.getHost());
        } catch (IOException e) {
            return connection(message, endpoint, e);
        }
    }

    private static Delivery connection(OutboundMessage message, URI endpoint, IOException e) {
        return new Delivery.Unconfirmed(
                message.messageId(),
                Delivery.Unconfirmed.Reason.CONNECTION,
                "EBMS:0005",
                "expected an answer from " + endpoint.getRawAuthority() + ", found none: " + e.getMessage());
    }

    /**
     * The bytes of a message, signed and encrypted, without sending them.
     *
     * @throws IllegalArgumentException when the P-Mode is not for us as sender, has no certificate to encrypt for, or
     *     the message exceeds its limits
     */
    public WireMessage prepare(OutboundMessage message, PMode mode) {
        if (!mode.initiator().party().equals(identity.party())) {
            throw new IllegalArgumentException("P-Mode '" + mode.id() + "' is for messages of "
                    + mode.initiator().party().id() + ", we are "
                    + identity.party().id());
        }
        if (mode.security() == PMode.Security.SIGN_AND_ENCRYPT
                && mode.partnerEncryptionCertificate().isEmpty()) {
            throw new IllegalArgumentException("P-Mode '" + mode.id()
                    + "' demands encryption but has no certificate of the partner to encrypt for");
        }
        if (message.payloads().size() > mode.limits().parts()) {
            throw new IllegalArgumentException(
                    "expected at most " + mode.limits().parts() + " payloads, got "
                            + message.payloads().size());
        }
        long bytes =
                message.payloads().stream().mapToLong(p -> p.bytes().length).sum();
        if (bytes > mode.limits().payloadBytes()) {
            throw new IllegalArgumentException(
                    "expected payloads of at most " + mode.limits().payloadBytes() + " bytes together, got " + bytes);
        }
        return composer.compose(message, mode);
    }

    /**
     * Sends bytes as they are and returns what came back, whatever it is.
     *
     * @throws HttpTimeoutException when no complete answer came in time
     * @throws IOException when the connection failed
     */
    public WireMessage.Answer transmit(WireMessage message, URI endpoint) throws IOException {
        tap.outgoing(message);
        WireMessage.Answer answer = http.post(message, endpoint);
        tap.incoming(answer.message());
        return answer;
    }

    /** What an answer says about a message that was sent: proof, refusal or neither. */
    public Delivery judge(WireMessage message, WireMessage.Answer answer, PMode mode) {
        return reader.judge(message, answer, mode, clock.instant());
    }

    @Override
    public void close() {
        composer.close();
    }

    /** Settings of a sender. */
    public static final class Builder {
        private final As4Identity identity;
        private final Clock clock;
        private WireTap tap = WireTap.none();
        private Duration connect = Duration.ofSeconds(10);
        private Duration answer = Duration.ofMinutes(2);
        private Optional<SSLContext> tls = Optional.empty();

        private Builder(As4Identity identity, Clock clock) {
            this.identity = identity;
            this.clock = clock;
        }

        /** Who sees the bytes. */
        public Builder tap(WireTap value) {
            tap = value;
            return this;
        }

        /** Time limits for the connection and for the whole exchange. */
        public Builder timeouts(Duration forConnection, Duration forAnswer) {
            connect = forConnection;
            answer = forAnswer;
            return this;
        }

        /** Trust and client key for https. */
        public Builder tls(SSLContext context) {
            tls = Optional.of(context);
            return this;
        }

        /** The sender. */
        public As4Sender build() {
            return new As4Sender(identity, clock, tap, connect, answer, tls);
        }
    }
}
