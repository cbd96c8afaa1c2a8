package org.cretula.xml;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The ways to write XML so that the same document gives the same bytes: Canonical XML 1.0 (W3C Recommendation
 * 2001-03-15) and 1.1 (2008-05-02), and Exclusive XML Canonicalization 1.0 (2002-07-18) without a list of prefixes.
 *
 * <p>They are taken of a whole document or of an element with all that is in it; what the tree says of namespaces are
 * its declarations, as in every document that was read. No part of the output is held but a few thousand bytes, and no
 * depth of elements is too deep.
 */
public enum Canonicalization {
    INCLUSIVE("http://www.w3.org/TR/2001/REC-xml-c14n-20010315", false, false),
    INCLUSIVE_WITH_COMMENTS("http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments", false, true),
    INCLUSIVE_1_1("http://www.w3.org/2006/12/xml-c14n11", false, false),
    INCLUSIVE_1_1_WITH_COMMENTS("http://www.w3.org/2006/12/xml-c14n11#WithComments", false, true),
    EXCLUSIVE("http://www.w3.org/2001/10/xml-exc-c14n#", true, false),
    EXCLUSIVE_WITH_COMMENTS("http://www.w3.org/2001/10/xml-exc-c14n#WithComments", true, true);

    private final String uri;
    private final boolean exclusive;
    private final boolean comments;

    Canonicalization(String uri, boolean exclusive, boolean comments) {
        this.uri = uri;
        this.exclusive = exclusive;
        this.comments = comments;
    }

    /** The way with this identifier in XML Signature. */
    public static Optional<Canonicalization> of(String uri) {
        return Arrays.stream(values()).filter(c -> c.uri.equals(uri)).findFirst();
    }

    /** The identifier in XML Signature. */
    public String uri() {
        return uri;
    }

    boolean isExclusive() {
        return exclusive;
    }

    boolean keepsComments() {
        return comments;
    }

    /** Whether {@code xml:id} and {@code xml:base} are not simply taken over from elements above. */
    boolean isOfVersion11() {
        return this == INCLUSIVE_1_1 || this == INCLUSIVE_1_1_WITH_COMMENTS;
    }

    /** A document, or an element with all that is in it, as bytes. */
    public byte[] bytes(Node node) {
        Octets out = Octets.kept(1_024);
        new CanonicalWalk(this, out, element -> false).write(node);
        return out.toArray();
    }

    /** The same, handed over as it comes. */
    public void write(Node node, ByteSink sink) {
        write(node, element -> false, sink);
    }

    /** The same without the elements for which {@code leftOut} holds, and without what is in them. */
    public void write(Node node, Predicate<Element> leftOut, ByteSink sink) {
        Octets out = Octets.to(sink);
        new CanonicalWalk(this, out, leftOut).write(node);
        out.flush();
    }

    /**
     * A document as bytes, with the place before the end tag of one of its elements, where a last child would go.
     *
     * @param inside an element of the document
     * @throws IllegalArgumentException for a tree that would not be read again from these bytes: with a name in a
     *     namespace that no declaration gives it, or a comment or instruction that would end before its end
     */
    public Opened opened(Node document, Element inside) {
        Octets out = Octets.kept(16_384);
        CanonicalWalk walk =
                new CanonicalWalk(this, out, element -> false).exactly().marking(inside);
        walk.write(document);
        if (walk.mark() < 0) {
            throw new IllegalArgumentException("expected an element of the document, found another");
        }
        return new Opened(out.toArray(), walk.mark());
    }

    /**
     * A document with a place in it.
     *
     * @param at how many bytes stand before the place
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, nobody compares them
    public record Opened(byte[] bytes, int at) {}
}
