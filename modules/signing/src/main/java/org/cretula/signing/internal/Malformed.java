package org.cretula.signing.internal;

import org.cretula.verdict.SubIndication;

/** What is wrong with the form of a signature, or why it is not read. */
public final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private final SubIndication reason;

    Malformed(String message, boolean unsupported) {
        this(message, unsupported ? SubIndication.SIG_CONSTRAINTS_FAILURE : SubIndication.FORMAT_FAILURE);
    }

    Malformed(String message, SubIndication reason) {
        super(message);
        this.reason = reason;
    }

    /** In the words of EN 319 102-1: a format failure is a contradiction, anything else leaves the signature open. */
    public SubIndication reason() {
        return reason;
    }

    /** At most so much of what others wrote as fits into a line. */
    public static String clip(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
    }
}
