package org.cretula.transport;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** One document to move, opaque to this module: its bytes arrive as they were given. */
public final class Payload {

    private final String contentId;
    private final String mimeType;
    private final Map<String, String> properties;
    private final byte[] bytes;

    private Payload(String contentId, String mimeType, Map<String, String> properties, byte[] bytes) {
        if (!contentId.matches("[A-Za-z0-9._-]+@[A-Za-z0-9.-]+")) {
            throw new IllegalArgumentException("expected a content id like part@example.org, got '" + contentId + "'");
        }
        if (!mimeType.matches("[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+")) {
            throw new IllegalArgumentException("expected a MIME type without parameters, got '" + mimeType + "'");
        }
        if (properties.containsKey("MimeType") || properties.containsKey("CompressionType")) {
            throw new IllegalArgumentException("MimeType and CompressionType are set by the transport itself");
        }
        this.contentId = contentId;
        this.mimeType = mimeType;
        this.properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        this.bytes = bytes.clone();
    }

    /** A payload with a new content id and no properties. */
    public static Payload of(String mimeType, byte[] bytes) {
        return of(mimeType, bytes, Map.of());
    }

    /** A payload with a new content id and these part properties, name to value. */
    public static Payload of(String mimeType, byte[] bytes, Map<String, String> properties) {
        return new Payload(UUID.randomUUID() + "@cretula.org", mimeType, properties, bytes);
    }

    /** A payload as it was before, for a program that keeps messages to send them again. */
    public static Payload restored(String contentId, String mimeType, byte[] bytes, Map<String, String> properties) {
        return new Payload(contentId, mimeType, properties, bytes);
    }

    /** The Content-ID without angle brackets. */
    public String contentId() {
        return contentId;
    }

    /** MIME type of the bytes. */
    public String mimeType() {
        return mimeType;
    }

    /** Part properties other than MimeType and CompressionType. */
    public Map<String, String> properties() {
        return properties;
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }
}
