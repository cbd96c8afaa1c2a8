package org.cretula.trust.timestamp;

/** No time-stamp could be had; the message says, for each authority, what was expected and what was found. */
public final class TimeStampException extends Exception {
    private static final long serialVersionUID = 1L;

    TimeStampException(String message) {
        super(message);
    }
}
