package org.cretula.signing;

/** Nothing was signed; the message says what was expected, what was found and what to do. */
public final class SigningRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With a message in the house's style. */
    public SigningRefusedException(String message) {
        super(message);
    }

    /** With the cause that a provider gave. */
    public SigningRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
