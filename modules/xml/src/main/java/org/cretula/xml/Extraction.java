package org.cretula.xml;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a reference digests of a document: all of it or one element, in a canonical form, with or without the wanted
 * elements of {@link XmlDoor#skim}. Nothing is left of an element that stands in what is left out.
 */
public final class Extraction {

    private static final int NONE = -1;
    private static final int EVERY = -2;

    private final Optional<String> identifier;
    private final Canonicalization form;
    private final int leftOut;

    private Extraction(Optional<String> identifier, Canonicalization form, int leftOut) {
        this.identifier = identifier;
        this.form = form;
        this.leftOut = leftOut;
    }

    /** The whole document. */
    public static Extraction ofDocument(Canonicalization form) {
        return new Extraction(Optional.empty(), form, NONE);
    }

    /** The element with this identifier, which must be the only one. */
    public static Extraction ofElement(String identifier, Canonicalization form) {
        return new Extraction(Optional.of(identifier), form, NONE);
    }

    /**
     * The same without one of the wanted elements.
     *
     * @param wanted its place in {@link XmlParse.Skimmed#wanted}
     */
    public Extraction without(int wanted) {
        if (wanted < 0) {
            throw new IllegalArgumentException("expected the place of a wanted element, found " + wanted);
        }
        return new Extraction(identifier, form, wanted);
    }

    /** The same without all wanted elements. */
    public Extraction withoutWanted() {
        return new Extraction(identifier, form, EVERY);
    }

    /** The identifier of the element; empty for the document. */
    public Optional<String> identifier() {
        return identifier;
    }

    /** The canonical form. */
    public Canonicalization form() {
        return form;
    }

    /** The place of the one wanted element that is left out, if it is one. */
    public OptionalInt leftOut() {
        return leftOut >= 0 ? OptionalInt.of(leftOut) : OptionalInt.empty();
    }

    /** Whether this wanted element is left out. */
    boolean leavesOut(int wanted) {
        return leftOut == EVERY || leftOut == wanted;
    }

    /** Whether the same comes of another for a document with so many wanted elements beside one another. */
    boolean isSame(Extraction other, int outermost) {
        return identifier.equals(other.identifier)
                && form == other.form
                && leftOutOf(outermost) == other.leftOutOf(outermost);
    }

    private int leftOutOf(int outermost) {
        boolean nothing = outermost == 0;
        boolean all = outermost == 1 && leftOut == 0;
        return nothing ? NONE : all ? EVERY : leftOut;
    }
}
