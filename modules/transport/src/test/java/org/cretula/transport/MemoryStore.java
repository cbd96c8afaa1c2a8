package org.cretula.transport;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps messages as long as the JVM runs; may be told to fail. */
public final class MemoryStore implements MessageStore {

    private record Key(PartyId from, String messageId) {}

    private record Kept(ReceivedMessage message, ReceivedMessage.Bytes receipt) {}

    private final Map<Key, Kept> kept = new HashMap<>();
    private final List<ReceivedMessage> delivered = new ArrayList<>();
    private boolean failing;
    private int conflicts;

    public synchronized void fail(boolean yes) {
        failing = yes;
    }

    public synchronized List<ReceivedMessage> delivered() {
        return List.copyOf(delivered);
    }

    public synchronized int conflicts() {
        return conflicts;
    }

    @Override
    public synchronized Outcome store(ReceivedMessage message, byte[] receipt) {
        if (failing) {
            throw new IllegalStateException("disk full");
        }
        Kept now = new Kept(message, new ReceivedMessage.Bytes(receipt));
        Kept before = kept.putIfAbsent(new Key(message.from(), message.messageId()), now);
        if (before == null) {
            delivered.add(message);
            return new Outcome.Stored();
        }
        if (before.message().contentDigest().equals(message.contentDigest())) {
            return new Outcome.Duplicate(before.receipt());
        }
        conflicts++;
        return new Outcome.Conflict();
    }
}
