package org.cretula.trust;

/**
 * Where a piece of evidence came from.
 *
 * @param kind the kind of place
 * @param name a path relative to the trust folder, the name of a document, or an address; for {@link Kind#CALLER} what
 *     the program calls it
 */
public record Origin(Kind kind, String name) {

    /** The kinds of place. */
    public enum Kind {
        /** A file of a trust folder. */
        FILE,
        /** A document that brought it along. */
        DOCUMENT,
        /** The network. */
        NETWORK,
        /** The program that uses this library. */
        CALLER
    }

    private static final Origin CALLER = new Origin(Kind.CALLER, "given by the caller");

    /** A file, named by its path relative to the trust folder. */
    public static Origin file(String path) {
        return new Origin(Kind.FILE, path);
    }

    /** A document. */
    public static Origin document(String name) {
        return new Origin(Kind.DOCUMENT, name);
    }

    /** An address on the network. */
    public static Origin network(String address) {
        return new Origin(Kind.NETWORK, address);
    }

    /** The program, which does not say from where it has it. */
    public static Origin caller() {
        return CALLER;
    }
}
