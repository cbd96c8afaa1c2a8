package org.cretula.signing;

import java.util.Optional;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.cretula.signing.internal.Led;
import org.cretula.signing.internal.SignedBytes;

/**
 * Something that a signature is over, as the very bytes that a digest which verified was taken over; only a validator can
 * make one. Of an element it is its canonical form, of a file the file.
 */
public final class SignedContent {

    /** What is signed. */
    public enum Kind {
        /** The document in which the signature stands, but that signature, or but all signatures. */
        WHOLE_DOCUMENT,
        /** An element of the document; what is around it is not signed. */
        ELEMENT,
        /** What stands inside the signature itself, in a {@code ds:Object}. */
        OBJECT,
        /** A file outside of the document, which the caller gave. */
        DETACHED,
        /** A list of further references; each of those that was followed is an entry of its own. */
        MANIFEST,
        /** What a reference of a manifest leads to. */
        MANIFEST_ENTRY,
        /** Part of a signature: the value of the one that is counter-signed, or the key info. */
        SIGNATURE_PART
    }

    private final Kind kind;
    private final Optional<String> uri;
    private final String words;
    private final SignedBytes bytes;

    private SignedContent(Kind kind, Optional<String> uri, String words, SignedBytes bytes) {
        this.kind = kind;
        this.uri = uri;
        this.words = words;
        this.bytes = bytes;
    }

    static SignedContent of(XadesSignature.Reference reference, Led.To to) {
        SignedBytes bytes = to.bytes();
        return new SignedContent(to.kind(), reference.uri(), to.words(), bytes);
    }

    /** The same, known by a manifest. */
    SignedContent entry() {
        return new SignedContent(Kind.MANIFEST_ENTRY, uri, words + ", listed in a manifest", bytes);
    }

    /** What is signed. */
    public Kind kind() {
        return kind;
    }

    /** The reference's URI; empty where it has none. */
    public Optional<String> uri() {
        return uri;
    }

    /** Whether it is a part only of the document in which it stands. */
    public boolean part() {
        return kind == Kind.ELEMENT || kind == Kind.SIGNATURE_PART;
    }

    /** What is signed, in words, such as {@code the element 'part' with the identifier 'a'}. */
    public String words() {
        return words;
    }

    /** The bytes: a copy, taken from the document again at each call. */
    public byte[] bytes() {
        try {
            return bytes.all();
        } catch (XMLSecurityException e) {
            throw new IllegalStateException("what was digested once can be digested again", e);
        }
    }
}
