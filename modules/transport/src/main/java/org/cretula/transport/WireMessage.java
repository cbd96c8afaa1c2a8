package org.cretula.transport;

/** The bytes of one HTTP body with their content type, exactly as on the wire. */
public final class WireMessage {

    private final String contentType;
    private final byte[] body;

    /** A body with its content type; both are taken as they stand, so that faulty ones can be sent on purpose. */
    public WireMessage(String contentType, byte[] body) {
        this.contentType = contentType;
        this.body = body.clone();
    }

    /** The value of the Content-Type header; empty when there was none. */
    public String contentType() {
        return contentType;
    }

    /** A copy of the body. */
    public byte[] body() {
        return body.clone();
    }

    /** Size of the body in bytes. */
    public int size() {
        return body.length;
    }

    /**
     * What came back over HTTP for a message, not yet judged.
     *
     * @param status HTTP status code
     * @param message content type and body; both empty when the answer had none
     */
    public record Answer(int status, WireMessage message) {}
}
