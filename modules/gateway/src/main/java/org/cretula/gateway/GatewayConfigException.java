package org.cretula.gateway;

/** The configuration cannot be used; the message names the file, what was expected and what was found. */
public final class GatewayConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With a message in the house's style. */
    public GatewayConfigException(String message) {
        super(message);
    }

    /** With the cause. */
    public GatewayConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
