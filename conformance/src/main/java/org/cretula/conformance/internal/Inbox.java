package org.cretula.conformance.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.cretula.transport.As4Identity;
import org.cretula.transport.As4Receiver;
import org.cretula.transport.MessageStore;
import org.cretula.transport.PMode;
import org.cretula.transport.PModes;
import org.cretula.transport.PartyId;
import org.cretula.transport.ReceivedMessage;
import org.cretula.transport.WireMessage;
import org.cretula.transport.WireTap;

/**
 * Where a partner's messages reach us: the whole receiving chain of the transport, and in front of it somebody who may
 * answer otherwise. How a message is answered is decided when its id is first seen and holds for its later copies.
 */
public final class Inbox implements AutoCloseable {

    private static final String PATH = "/as4";

    /** How the next message is answered. */
    public enum Treatment {
        /** As it deserves. */
        HONEST,
        /** Taken in, and answered by 202 without a body. */
        SILENT,
        /** Taken in, and answered by a receipt for other digests. */
        OTHER_DIGESTS,
        /** Answered by a signed error. */
        REFUSED
    }

    private final HttpHost server;
    private final Proxy proxy;
    private final Store store;

    private Inbox(HttpHost server, Proxy proxy, Store store) {
        this.server = server;
        this.proxy = proxy;
        this.store = store;
    }

    /** Starts to listen. */
    public static Inbox open(As4Identity us, PMode incoming, InetSocketAddress address, Clock clock, WireTap tap)
            throws IOException {
        Store store = new Store();
        HttpHost server = HttpHost.start(
                HttpHost.anywhere(),
                PATH,
                As4Receiver.of(us, PModes.of(List.of(incoming)), store, clock).servlet());
        Wire wire = new Wire();
        OtherReceipt other = new OtherReceipt(us, incoming.initiator().party(), clock);
        // One message at a time, so that what was stored last is what was just sent.
        Object one = new Object();
        try {
            Proxy proxy = Proxy.listen(address, PATH, (request, query) -> {
                synchronized (one) {
                    tap.incoming(request);
                    WireMessage.Answer honest = wire.post(server.uri(), request);
                    WireMessage.Answer answer = store.answered(honest, other);
                    tap.outgoing(answer.message());
                    return answer;
                }
            });
            return new Inbox(server, proxy, store);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** Where partners send to. */
    public URI uri() {
        return proxy.uri();
    }

    /** How messages seen for the first time from now on are answered. */
    public void treat(Treatment treatment) {
        store.treat(treatment);
    }

    /** The message with a payload of this digest, as soon as it has come; empty when it has not come in time. */
    public Optional<ReceivedMessage> await(String payloadSha256, Duration patience) throws InterruptedException {
        return store.await(payloadSha256, patience);
    }

    @Override
    public void close() {
        proxy.close();
        server.close();
    }

    private record Key(PartyId from, String messageId) {}

    private record Kept(ReceivedMessage message, ReceivedMessage.Bytes receipt, Treatment treatment) {}

    /** Keeps messages as long as the examination runs. */
    private static final class Store implements MessageStore {
        private final Map<Key, Kept> kept = new HashMap<>();
        private final List<Kept> order = new ArrayList<>();
        private Treatment treatment = Treatment.HONEST;
        private Optional<Kept> last = Optional.empty();

        synchronized void treat(Treatment next) {
            treatment = next;
        }

        @Override
        public synchronized Outcome store(ReceivedMessage message, byte[] receipt) {
            Kept now = new Kept(message, new ReceivedMessage.Bytes(receipt), treatment);
            Kept before = kept.putIfAbsent(new Key(message.from(), message.messageId()), now);
            Kept decided = before == null ? now : before;
            last = Optional.of(decided);
            if (before == null) {
                order.add(now);
                notifyAll();
            }
            if (decided.treatment() == Treatment.REFUSED) {
                return new Outcome.Conflict();
            }
            return before == null ? new Outcome.Stored() : new Outcome.Duplicate(before.receipt());
        }

        synchronized Optional<ReceivedMessage> await(String sha256, Duration patience) throws InterruptedException {
            long until = System.nanoTime() + patience.toNanos();
            while (true) {
                Optional<ReceivedMessage> found = order.stream()
                        .map(Kept::message)
                        .filter(m ->
                                m.payloads().stream().anyMatch(p -> p.sha256().equals(sha256)))
                        .findFirst();
                long left = until - System.nanoTime();
                if (found.isPresent() || left <= 0) {
                    return found;
                }
                wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
            }
        }

        private synchronized Optional<Kept> taken() {
            Optional<Kept> taken = last;
            last = Optional.empty();
            return taken;
        }

        WireMessage.Answer answered(WireMessage.Answer honest, OtherReceipt other) throws IOException {
            Optional<Kept> taken = taken();
            if (taken.isEmpty()) {
                return honest;
            }
            return switch (taken.get().treatment()) {
                case HONEST, REFUSED -> honest;
                case SILENT -> new WireMessage.Answer(202, new WireMessage("", new byte[0]));
                case OTHER_DIGESTS -> other.forMessage(taken.get().message().messageId());
            };
        }
    }
}
