package org.cretula.signing;

import java.util.Optional;
import java.util.function.Supplier;

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
    private final Supplier<byte[]> bytes;

    SignedContent(Kind kind, Optional<String> uri, String words, Supplier<byte[]> bytes) {
        this.kind = kind;
        this.uri = uri;
        this.words = words;
        this.bytes = bytes;
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

    /** The bytes, taken from the document again at each call where there are many of them. */
    public byte[] bytes() {
        return bytes.get().clone();
    }
}
