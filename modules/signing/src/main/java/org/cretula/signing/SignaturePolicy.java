package org.cretula.signing;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/**
 * The rules under which a signature is made, by identifier and digest; EN 319 132-1 V1.3.1 clauses 5.2.9 and 5.2.10.
 * Immutable.
 */
public final class SignaturePolicy {

    private final String identifier;
    private final DigestAlgorithm digestAlgorithm;
    private final byte[] digest;
    private Optional<String> description = Optional.empty();
    private Optional<String> uri = Optional.empty();
    private Optional<String> notice = Optional.empty();
    private Optional<String> specification = Optional.empty();
    private Optional<byte[]> stored = Optional.empty();

    private SignaturePolicy(String identifier, DigestAlgorithm digestAlgorithm, byte[] digest) {
        this.identifier = identifier;
        this.digestAlgorithm = digestAlgorithm;
        this.digest = digest.clone();
        if (!URI.create(identifier).isAbsolute()) {
            throw new IllegalArgumentException("expected an absolute URI for a policy, found '" + identifier + "'");
        }
    }

    /**
     * The policy whose document has this digest, so that nobody can put another in its place.
     *
     * @param identifier a URI, or {@code urn:oid:…}
     */
    public static SignaturePolicy of(String identifier, DigestAlgorithm algorithm, byte[] digest) {
        if (digest.length != algorithm.digest(new byte[0]).length) {
            throw new IllegalArgumentException(
                    "expected a digest by " + algorithm + ", found " + digest.length + " bytes");
        }
        return new SignaturePolicy(identifier, algorithm, digest);
    }

    /** The policy whose document is this, known by its SHA-256. */
    public static SignaturePolicy of(String identifier, byte[] document) {
        return of(identifier, DigestAlgorithm.SHA256, DigestAlgorithm.SHA256.digest(document));
    }

    /** With a description for people. */
    public SignaturePolicy described(String words) {
        SignaturePolicy copy = copy();
        copy.description = Optional.of(words);
        return copy;
    }

    /** With the address at which the document can be had (qualifier SPURI). */
    public SignaturePolicy at(String address) {
        SignaturePolicy copy = copy();
        copy.uri = Optional.of(URI.create(address).toString());
        return copy;
    }

    /** With a notice that a verifier should show to people (qualifier SPUserNotice). */
    public SignaturePolicy notice(String words) {
        SignaturePolicy copy = copy();
        copy.notice = Optional.of(words);
        return copy;
    }

    /**
     * With the document itself, so that it can be had offline (qualifier SPDocSpecification and SignaturePolicyStore).
     *
     * @param document must have the policy's digest
     * @param syntax identifier of the technical specification of the document's syntax, a URI
     */
    public SignaturePolicy travelling(byte[] document, String syntax) {
        if (!Arrays.equals(digestAlgorithm.digest(document), digest)) {
            throw new IllegalArgumentException("expected the document with the policy's digest, found another");
        }
        SignaturePolicy copy = copy();
        copy.specification = Optional.of(URI.create(syntax).toString());
        copy.stored = Optional.of(document.clone());
        return copy;
    }

    private SignaturePolicy copy() {
        SignaturePolicy copy = new SignaturePolicy(identifier, digestAlgorithm, digest);
        copy.description = description;
        copy.uri = uri;
        copy.notice = notice;
        copy.specification = specification;
        copy.stored = stored;
        return copy;
    }

    /** A URI, or {@code urn:oid:…}. */
    public String identifier() {
        return identifier;
    }

    /** The digest's algorithm. */
    public DigestAlgorithm digestAlgorithm() {
        return digestAlgorithm;
    }

    /** Digest of the policy document. */
    public byte[] digest() {
        return digest.clone();
    }

    /** For people. */
    public Optional<String> description() {
        return description;
    }

    /** Where the document can be had. */
    public Optional<String> uri() {
        return uri;
    }

    /** What a verifier should show to people. */
    public Optional<String> notice() {
        return notice;
    }

    /** The technical specification of the document's syntax. */
    public Optional<String> specification() {
        return specification;
    }

    /** The document itself, if it is to travel with the signature. */
    public Optional<byte[]> stored() {
        return stored.map(byte[]::clone);
    }
}
