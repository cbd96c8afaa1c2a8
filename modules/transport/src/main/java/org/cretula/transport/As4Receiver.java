package org.cretula.transport;

import jakarta.servlet.http.HttpServlet;
import java.time.Clock;
import org.cretula.transport.internal.DoorServlet;

/**
 * Makes the servlet that receives messages; the program hosts it in its own server, at any path.
 *
 * <p>A receipt is signed first, then message and receipt are handed to the {@link MessageStore}, and only when that has
 * returned does the receipt leave. A message that comes again is answered with the receipt that was stored, byte for
 * byte, and stored no second time.
 *
 * <p>With the JDK 17 provider first in the JVM's list, decrypting takes time quadratic in the size of an attachment;
 * programs that receive large ones put Bouncy Castle before it.
 */
public final class As4Receiver {

    private final As4Identity identity;
    private final PModes modes;
    private final MessageStore store;
    private final Clock clock;
    private final As4Limits limits;
    private final WireTap tap;

    private As4Receiver(
            As4Identity identity, PModes modes, MessageStore store, Clock clock, As4Limits limits, WireTap tap) {
        this.identity = identity;
        this.modes = modes;
        this.store = store;
        this.clock = clock;
        this.limits = limits;
        this.tap = tap;
    }

    /** A receiver with default limits. */
    public static As4Receiver of(As4Identity identity, PModes modes, MessageStore store, Clock clock) {
        return new As4Receiver(identity, modes, store, clock, As4Limits.DEFAULT, WireTap.none());
    }

    /** With limits that hold before it is known which P-Mode applies. */
    public As4Receiver withLimits(As4Limits value) {
        return new As4Receiver(identity, modes, store, clock, value, tap);
    }

    /** With somebody who sees the bytes. */
    public As4Receiver withTap(WireTap value) {
        return new As4Receiver(identity, modes, store, clock, limits, value);
    }

    /** A new servlet; it must be mapped to a path of its own, synchronous, with HTTP limits set by the server. */
    public HttpServlet servlet() {
        return new DoorServlet(identity, modes, store, clock, limits, tap);
    }
}
