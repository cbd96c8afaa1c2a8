package org.cretula.transport;

/**
 * Sees each body exactly as it is on the wire, so that a program can keep evidence.
 *
 * <p>It is called on the thread that sends or receives, before an outgoing body leaves and before an incoming one is
 * read; what it throws ends the exchange. Bodies that exceed the size limit are not shown.
 */
public interface WireTap {

    /** A body is about to leave. */
    void outgoing(WireMessage message);

    /** A body came in; nothing about it has been checked. */
    void incoming(WireMessage message);

    /** Sees nothing. */
    static WireTap none() {
        return new WireTap() {
            @Override
            public void outgoing(WireMessage message) {}

            @Override
            public void incoming(WireMessage message) {}
        };
    }
}
