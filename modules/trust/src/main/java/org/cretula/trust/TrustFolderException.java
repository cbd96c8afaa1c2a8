package org.cretula.trust;

/** A trust folder holds something that cannot be read as what its name says; the message names the file. */
public final class TrustFolderException extends Exception {
    private static final long serialVersionUID = 1L;

    TrustFolderException(String message) {
        super(message);
    }

    TrustFolderException(String message, Throwable cause) {
        super(message, cause);
    }
}
