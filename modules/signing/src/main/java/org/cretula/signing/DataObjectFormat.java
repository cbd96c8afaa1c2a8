package org.cretula.signing;

import java.net.URI;
import java.util.Optional;

/**
 * What a signed data object is, as the signer says; EN 319 132-1 V1.3.1 clause 5.2.4.
 *
 * @param mimeType media type
 * @param description for people
 * @param identifier of the kind of data, a URI or {@code urn:oid:…}
 * @param encoding how the signed bytes are encoded, a URI such as that of base64
 */
public record DataObjectFormat(
        String mimeType, Optional<String> description, Optional<String> identifier, Optional<String> encoding) {

    public DataObjectFormat {
        if (mimeType.isBlank()) {
            throw new IllegalArgumentException("expected a media type, found none");
        }
        identifier.ifPresent(uri -> requireAbsolute(uri, "identifier"));
        encoding.ifPresent(uri -> requireAbsolute(uri, "encoding"));
    }

    /** Data of this media type, and nothing more said of them. */
    public static DataObjectFormat of(String mimeType) {
        return new DataObjectFormat(mimeType, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** With this description for people. */
    public DataObjectFormat described(String words) {
        return new DataObjectFormat(mimeType, Optional.of(words), identifier, encoding);
    }

    /** With this identifier of the kind of data, a URI or {@code urn:oid:…}. */
    public DataObjectFormat identified(String uri) {
        return new DataObjectFormat(mimeType, description, Optional.of(uri), encoding);
    }

    /** Saying that the signed bytes are encoded so, a URI such as {@code http://www.w3.org/2000/09/xmldsig#base64}. */
    public DataObjectFormat encoded(String uri) {
        return new DataObjectFormat(mimeType, description, identifier, Optional.of(uri));
    }

    private static void requireAbsolute(String uri, String what) {
        if (!URI.create(uri).isAbsolute()) {
            throw new IllegalArgumentException("expected an absolute URI as " + what + ", found '" + uri + "'");
        }
    }
}
