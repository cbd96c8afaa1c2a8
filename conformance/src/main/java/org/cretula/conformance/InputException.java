package org.cretula.conformance;

/** A file that an examination was given cannot be used; the message names the file, and the line where there is one. */
public final class InputException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With what was expected, what was found and where. */
    public InputException(String message) {
        super(message);
    }

    /** With what was expected, what was found and where, and the cause. */
    public InputException(String message, Throwable cause) {
        super(message, cause);
    }
}
