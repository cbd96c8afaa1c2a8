package org.cretula.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cretula.conformance.internal.Proxy;
import org.cretula.conformance.internal.Wire;
import org.cretula.transport.MessageStore;
import org.cretula.transport.ReceivedMessage;
import org.cretula.transport.WireMessage;

/**
 * A way to be a bad partner on purpose, so that the examination itself can be examined, and a partner's own test suite
 * too. A defect is put around a sound node, between it and its store or in front of it; no code of the node is changed.
 */
public enum Defect {
    /** Delivers each copy of a message as if it were a new one. */
    FORGETS_DUPLICATES("delivers each copy of a message as if it were new") {
        @Override
        MessageStore around(MessageStore sound) {
            Map<String, Integer> copies = new ConcurrentHashMap<>();
            return (message, receipt) -> {
                int copy = copies.merge(message.messageId(), 1, Integer::sum);
                String id = message.messageId() + (copy == 1 ? "" : ".copy" + copy);
                return sound.store(renamed(message, id), receipt);
            };
        }
    },
    /** Answers a message that comes again by an error. */
    REFUSES_DUPLICATES("answers a message that comes again by an error, so that a lost receipt is lost for ever") {
        @Override
        MessageStore around(MessageStore sound) {
            return (message, receipt) -> {
                MessageStore.Outcome outcome = sound.store(message, receipt);
                return outcome instanceof MessageStore.Outcome.Duplicate
                        ? new MessageStore.Outcome.Conflict()
                        : outcome;
            };
        }
    },
    /** Gives the receipt first and stores the message when the next one comes. */
    ACKNOWLEDGES_BEFORE_STORING("gives the receipt first, and stores a message when the next one comes") {
        @Override
        MessageStore around(MessageStore sound) {
            return new WriteBehind(sound);
        }
    },
    /** Gives receipts that name a digest which was not sent. */
    RECEIPT_DIGEST_ALTERED("gives receipts that name a digest which was not sent") {
        @Override
        WireMessage.Answer answered(WireMessage.Answer sound, Memory memory) {
            String body = new String(sound.message().body(), ISO_8859_1);
            Matcher digest = RECEIPTED_DIGEST.matcher(body);
            if (!digest.find()) {
                return sound;
            }
            String altered = body.substring(0, digest.start(1))
                    + (digest.group(1).startsWith("A") ? "B" : "A")
                    + body.substring(digest.start(1) + 1);
            return new WireMessage.Answer(
                    sound.status(), new WireMessage(sound.message().contentType(), altered.getBytes(ISO_8859_1)));
        }
    },
    /** Answers what it refuses by the last receipt that it gave. */
    ACCEPTS_ANYTHING("answers what it should refuse by the last receipt that it gave") {
        @Override
        WireMessage.Answer answered(WireMessage.Answer sound, Memory memory) {
            if (RECEIPTED_DIGEST
                    .matcher(new String(sound.message().body(), ISO_8859_1))
                    .find()) {
                memory.keep(sound);
                return sound;
            }
            return memory.last().orElse(sound);
        }
    },
    /** Takes whatever it is answered for an acknowledgement. */
    BELIEVES_ANY_ANSWER("takes whatever it is answered for an acknowledgement") {
        @Override
        Optional<URI> triggered(Optional<URI> trigger, Closing closing) throws IOException {
            if (trigger.isEmpty()) {
                return trigger;
            }
            Proxy proxy = Proxy.before(trigger.get(), (request, query) -> {
                WireMessage.Answer answer = new Wire().post(URI.create(trigger.get() + "?" + query), request);
                String body = new String(answer.message().body(), ISO_8859_1)
                        .replaceAll("\"outcome\":\"[a-z]+\"", "\"outcome\":\"acknowledged\"");
                return new WireMessage.Answer(
                        answer.status(), new WireMessage(answer.message().contentType(), body.getBytes(ISO_8859_1)));
            });
            closing.add(proxy);
            return Optional.of(proxy.uri());
        }
    };

    private static final Pattern RECEIPTED_DIGEST =
            Pattern.compile("NonRepudiationInformation.*?DigestValue>([A-Za-z0-9+/])", Pattern.DOTALL);

    private final String description;

    Defect(String description) {
        this.description = description;
    }

    /** The name for the command line, such as {@code forgets-duplicates}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What a node with this defect does. */
    public String description() {
        return description;
    }

    /** The defect of this name. */
    public static Optional<Defect> of(String id) {
        return Arrays.stream(values()).filter(d -> d.id().equals(id)).findFirst();
    }

    /** A factory whose nodes have this defect. */
    public NodeFactory in(NodeFactory sound) {
        return (config, around) -> {
            Node node = sound.start(
                    config,
                    UnaryOperator.<MessageStore>identity().andThen(this::around).andThen(around)::apply);
            try {
                return new DefectiveNode(node, this);
            } catch (IOException e) {
                node.close();
                throw new InputException("cannot put a proxy before the node: " + e.getMessage(), e);
            }
        };
    }

    /** What stands between the endpoint and the store; the store itself unless a defect says otherwise. */
    MessageStore around(MessageStore sound) {
        return sound;
    }

    /** What is answered in place of what a sound node answers. */
    WireMessage.Answer answered(WireMessage.Answer sound, Memory memory) {
        return sound;
    }

    /** Where the defective node is triggered. */
    Optional<URI> triggered(Optional<URI> trigger, Closing closing) throws IOException {
        return trigger;
    }

    /** The last receipt that a node gave. */
    static final class Memory {
        private Optional<WireMessage.Answer> receipt = Optional.empty();

        synchronized void keep(WireMessage.Answer answer) {
            receipt = Optional.of(answer);
        }

        synchronized Optional<WireMessage.Answer> last() {
            return receipt;
        }
    }

    /** Stores a message when the next one comes. */
    private static final class WriteBehind implements MessageStore {
        private final MessageStore sound;
        private Runnable pending = () -> {};

        WriteBehind(MessageStore sound) {
            this.sound = sound;
        }

        @Override
        public synchronized Outcome store(ReceivedMessage message, byte[] receipt) {
            byte[] kept = receipt.clone();
            pending.run();
            pending = () -> sound.store(message, kept);
            return new Outcome.Stored();
        }
    }

    /** Takes what is to be closed with the node. */
    interface Closing {
        void add(Proxy proxy);
    }

    private static ReceivedMessage renamed(ReceivedMessage m, String messageId) {
        return new ReceivedMessage(
                messageId,
                m.conversationId(),
                m.refToMessageId(),
                m.timestamp(),
                m.mode(),
                m.properties(),
                m.signer(),
                m.payloads(),
                m.references(),
                m.contentDigest(),
                m.messaging());
    }
}
