package org.cretula.xml;

/** Bytes are not a document in canonical form; the message says what is wrong and where. */
public final class NotCanonicalException extends Exception {
    private static final long serialVersionUID = 1L;

    NotCanonicalException(String message) {
        super(message);
    }
}
