package org.cretula.xml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;

/**
 * Reads a document that is in canonical form already (Canonical XML 1.0, with or without comments), and takes its
 * exclusive canonical form, comments left out, straight from the bytes: what a reference with that transform digests.
 *
 * <p>It shares no code with {@link Canonicalization}, and believes nothing: that names are names and characters
 * characters of XML, that tags match, prefixes are declared, no attribute stands twice, and that nothing is written
 * otherwise than the canonical form writes it. So whoever digests by it what he is about to send knows that others can
 * read it. For bytes that were written by this module: there are no limits.
 */
public final class CanonicalText {

    private static final byte[] DECLARATION = "xmlns".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] XML = "xml".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] XML_NAMESPACE = XMLConstants.XML_NS_URI.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DECLARATION_NAMESPACE =
            XMLConstants.XMLNS_ATTRIBUTE_NS_URI.getBytes(StandardCharsets.US_ASCII);

    private final Characters in;
    private final byte[] xml;
    private final Scopes declared;
    private final Scopes written;
    private final byte[] leftOutName;
    private final byte[] leftOutNamespace;
    private int[] open = new int[64];
    private int depth;
    private int[] attributes = new int[64];
    private int count;
    private Octets out = Octets.kept(0);
    // Whether what is read is written, and from where on it has not been yet.
    private boolean writing;
    private int run;
    // How deep the element stands that is left out just now.
    private int skipped = -1;
    private int elements;
    private int besides;
    private int deepest;
    private int mostAttributes;

    private CanonicalText(byte[] xml, String leftOutNamespace, String leftOutName) {
        this.xml = xml;
        this.in = new Characters(xml);
        this.declared = new Scopes(xml);
        this.written = new Scopes(xml);
        this.leftOutNamespace = leftOutNamespace.getBytes(StandardCharsets.UTF_8);
        this.leftOutName = leftOutName.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * How large a document is.
     *
     * @param besides attributes, namespace declarations, comments and processing instructions
     * @param attributes attributes and declarations of the element that has most
     * @param names names that differ, at most as many as are counted
     * @param textLength bytes of the longest text
     */
    public record Extent(int elements, int depth, int besides, int attributes, int names, int textLength) {

        /**
         * Whether this is within limits with so many elements more, which are so deep among themselves, and each of which has
         * two names and two attributes of its own.
         */
        public boolean isWithin(XmlLimits limits, int more, int deeper) {
            return elements + more <= limits.elements()
                    && depth + deeper <= limits.depth()
                    && besides + 2 * more <= limits.besides()
                    && attributes <= limits.attributes()
                    && names + 2 * more <= XmlLimits.NAMES
                    && textLength <= limits.textLength();
        }
    }

    /** Takes the form of the whole document. */
    public static Extent exclusive(byte[] canonical, ByteSink sink) throws NotCanonicalException {
        return new CanonicalText(canonical, "", "").document(Octets.to(sink));
    }

    /** Takes the form of the document without the elements of this name, and without what is in them. */
    public static Extent exclusiveWithout(QName leftOut, byte[] canonical, ByteSink sink) throws NotCanonicalException {
        return new CanonicalText(canonical, leftOut.getNamespaceURI(), leftOut.getLocalPart())
                .document(Octets.to(sink));
    }

    /**
     * Takes the form of one element of the document; what comes behind it is not read.
     *
     * @param at where its start tag begins
     */
    public static byte[] exclusive(byte[] canonical, int at) throws NotCanonicalException {
        Octets out = Octets.kept(2_048);
        new CanonicalText(canonical, "", "").element(out, at);
        return out.toArray();
    }

    private Extent document(Octets to) throws NotCanonicalException {
        out = to;
        writing = true;
        while (in.is('<', '!') || in.is('<', '?')) {
            boolean comment = in.is('<', '!');
            aside();
            in.expect('\n');
            if (!comment) {
                flush(in.at());
            }
            run = in.at();
        }
        content(-1);
        flush(in.at());
        while (!in.atEnd()) {
            int line = in.at();
            in.expect('\n');
            run = line;
            boolean comment = in.is('<', '!');
            aside();
            if (!comment) {
                flush(in.at());
            }
            run = in.at();
        }
        out.flush();
        return new Extent(elements, deepest, besides, mostAttributes, in.names(), in.longestText());
    }

    private void element(Octets to, int apex) throws NotCanonicalException {
        out = to;
        while (in.is('<', '!') || in.is('<', '?')) {
            aside();
            in.expect('\n');
        }
        content(apex);
        if (!writing) {
            throw in.fault("an element at byte " + apex);
        }
        flush(in.at());
    }

    /** Reads the root element; or up to the end of the one that begins at {@code apex}, if that is not negative. */
    private void content(int apex) throws NotCanonicalException {
        int apexDepth = -1;
        do {
            int tag = in.at();
            if (in.is('<', '/')) {
                endTag();
                if (depth == apexDepth) {
                    return;
                }
                if (depth == skipped) {
                    skipped = -1;
                    writing = true;
                    run = in.at();
                }
            } else if (in.is('<', '!') || in.is('<', '?')) {
                boolean comment = in.is('<', '!');
                flush(tag);
                aside();
                run = comment ? in.at() : tag;
            } else if (in.is('<')) {
                if (tag == apex) {
                    writing = true;
                    run = tag;
                    apexDepth = depth;
                }
                startTag();
            } else if (depth > 0) {
                in.text();
            } else {
                throw in.fault("an element");
            }
        } while (depth > 0);
    }

    private void flush(int to) {
        if (writing && run < to) {
            out.octets(xml, run, to - run);
        }
        run = to;
    }

    /** A comment or an instruction. */
    private void aside() throws NotCanonicalException {
        besides++;
        if (in.is('<', '!')) {
            in.comment();
        } else {
            in.instruction();
        }
    }

    private void startTag() throws NotCanonicalException {
        int tag = in.at();
        in.expect('<');
        int name = in.at();
        int colon = in.name();
        int end = in.at();
        push(name, end);
        elements++;
        deepest = Math.max(deepest, depth);
        declared.open();
        written.open();
        int behindDeclarations = end;
        count = 0;
        int declarations = 0;
        while (in.is(' ')) {
            in.expect(' ');
            int attribute = in.at();
            int attributeColon = in.name();
            int attributeEnd = in.at();
            in.expect('=');
            in.expect('"');
            int value = in.at();
            in.value();
            int valueEnd = in.at();
            in.expect('"');
            if (isDeclaration(attribute, attributeColon, attributeEnd)) {
                if (count > 0) {
                    throw in.fault("namespaces before attributes");
                }
                int prefix = attributeColon < 0 ? attributeEnd : attributeColon + 1;
                declare(prefix, attributeEnd, value, valueEnd);
                declarations++;
                behindDeclarations = in.at();
            } else {
                add(attribute, attributeColon, attributeEnd);
            }
        }
        in.expect('>');
        besides += declarations + count;
        mostAttributes = Math.max(mostAttributes, declarations + count);
        refuseOtherOrder();
        if (writing && isLeftOut(name, colon, end)) {
            flush(tag);
            writing = false;
            skipped = depth - 1;
        }
        if (declarations == 0 && count == 0 && isOfSamePrefixAsAbove(name, colon)) {
            return;
        }
        use(name, colon);
        for (int i = 0; i < count; i++) {
            if (attributes[3 * i + 1] >= 0) {
                use(attributes[3 * i], attributes[3 * i + 1]);
            }
        }
        if (writing && (declarations > 0 || written.hasNew())) {
            flush(end);
            written.writeNew(out);
            run = behindDeclarations;
        }
    }

    private void endTag() throws NotCanonicalException {
        in.expect('<');
        in.expect('/');
        if (depth == 0) {
            throw in.fault("an element before its end");
        }
        depth--;
        in.expect(open[2 * depth], open[2 * depth + 1]);
        in.expect('>');
        declared.close();
        written.close();
    }

    private void push(int name, int end) {
        if (2 * depth == open.length) {
            open = Arrays.copyOf(open, 4 * depth);
        }
        open[2 * depth] = name;
        open[2 * depth + 1] = end;
        depth++;
    }

    private void add(int name, int colon, int end) {
        if (3 * count + 3 > attributes.length) {
            attributes = Arrays.copyOf(attributes, 2 * attributes.length);
        }
        attributes[3 * count] = name;
        attributes[3 * count + 1] = colon;
        attributes[3 * count + 2] = end;
        count++;
    }

    private boolean isDeclaration(int name, int colon, int end) {
        return Arrays.equals(xml, name, colon < 0 ? end : colon, DECLARATION, 0, DECLARATION.length);
    }

    private void declare(int prefix, int prefixEnd, int uri, int uriEnd) throws NotCanonicalException {
        boolean reserved = in.isAt(XML, prefix, prefixEnd) || in.isAt(DECLARATION, prefix, prefixEnd);
        boolean ofXml = in.isAt(XML_NAMESPACE, uri, uriEnd) || in.isAt(DECLARATION_NAMESPACE, uri, uriEnd);
        if (reserved || ofXml || (prefix < prefixEnd && uri == uriEnd) || !declared.isBehindLast(prefix, prefixEnd)) {
            throw in.fault("a namespace for a prefix that may have one, once and in canonical order");
        }
        if (declared.isSaid(prefix, prefixEnd, uri, uriEnd)) {
            throw in.fault("no namespace that the prefix has already");
        }
        declared.put(prefix, prefixEnd, uri, uriEnd);
    }

    /** Where the prefix is declared; negative for the default namespace where nothing is said of it. */
    private int resolve(int name, int colon) throws NotCanonicalException {
        int at = declared.find(name, colon < 0 ? name : colon);
        if (at < 0 && colon >= 0) {
            throw in.fault("a declaration of the prefix '" + new String(xml, name, colon - name, StandardCharsets.UTF_8)
                    + "'");
        }
        return at;
    }

    private void use(int name, int colon) throws NotCanonicalException {
        if (colon >= 0 && in.isAt(XML, name, colon)) {
            return;
        }
        int now = resolve(name, colon);
        if (writing) {
            written.say(name, colon < 0 ? name : colon, declared, now);
        }
    }

    private boolean isOfSamePrefixAsAbove(int name, int colon) {
        if (depth < 2 || !writing) {
            return false;
        }
        int above = open[2 * depth - 4];
        int length = colon < 0 ? 0 : colon - name;
        // Written above and not declared anew since, or this would have been asked of an element with attributes.
        return colon >= 0
                && xml[above + length] == ':'
                && Arrays.equals(xml, above, above + length, xml, name, colon)
                && written.find(name, colon) >= 0;
    }

    private boolean isLeftOut(int name, int colon, int end) throws NotCanonicalException {
        if (leftOutName.length == 0 || !in.isAt(leftOutName, colon < 0 ? name : colon + 1, end)) {
            return false;
        }
        int at = resolve(name, colon);
        return at >= 0 && declared.isUri(at, leftOutNamespace);
    }

    /** By namespace, then by local name; so none can stand twice. */
    private void refuseOtherOrder() throws NotCanonicalException {
        for (int i = 1; i < count; i++) {
            int order = compareNamespaces(i - 1, i);
            if (order == 0) {
                order = Arrays.compareUnsigned(
                        xml, local(i - 1), attributes[3 * i - 1], xml, local(i), attributes[3 * i + 2]);
            }
            if (order >= 0) {
                throw in.fault("each attribute once, in canonical order");
            }
        }
    }

    private int local(int i) {
        int colon = attributes[3 * i + 1];
        return colon < 0 ? attributes[3 * i] : colon + 1;
    }

    private int compareNamespaces(int i, int j) throws NotCanonicalException {
        int a = attributes[3 * i];
        int aColon = attributes[3 * i + 1];
        int b = attributes[3 * j];
        int bColon = attributes[3 * j + 1];
        if (aColon < 0 || bColon < 0) {
            return Boolean.compare(aColon >= 0, bColon >= 0);
        }
        if (Arrays.equals(xml, a, aColon, xml, b, bColon)) {
            return 0;
        }
        return namespace(a, aColon).compareTo(namespace(b, bColon));
    }

    private String namespace(int name, int colon) throws NotCanonicalException {
        return in.isAt(XML, name, colon) ? XMLConstants.XML_NS_URI : declared.uri(resolve(name, colon));
    }
}
