package org.cretula.trust;

/** A key file, or a token, did not give a key; the message says what was expected, what was found, and what to do. */
public final class KeyFileException extends Exception {
    private static final long serialVersionUID = 1L;

    KeyFileException(String message) {
        super(message);
    }

    KeyFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
