package org.cretula.xml;

import javax.xml.XMLConstants;

/**
 * Writes a canonical form of what it is told, one tag and one text after the other.
 *
 * <p>Two stacks say what each prefix means: by the declarations of the elements gone through, which whoever goes through
 * them keeps, and by those written. The inclusive form writes a declaration if it says something new; the exclusive one
 * if the element or an attribute of it bears the prefix and those above have not written the same.
 */
final class CanonicalPen {

    /** Where a comment or an instruction stands: outside of the document element it has a line of its own. */
    enum Side {
        BEFORE,
        INSIDE,
        BEHIND
    }

    private final Canonicalization form;
    private final Octets out;
    private final Prefixes declared;
    private final Prefixes written = new Prefixes();

    CanonicalPen(Canonicalization form, Octets out, Prefixes declared) {
        this.form = form;
        this.out = out;
        this.declared = declared;
    }

    /**
     * A start tag, whose declarations have been taken note of.
     *
     * @param withAll whether it says everything that holds in it, and not only what is new: the first one may
     * @param settled whether the element above has the same prefix, and has been written
     */
    void start(StartTag tag, boolean withAll, boolean settled) {
        written.open();
        out.octet('<');
        out.octets(tag.name().written());
        if (withAll || !tag.isBare()) {
            tag.sort();
            if (form.isExclusive()) {
                use(tag.name());
                useOfAttributes(tag);
            } else {
                declare(withAll ? 0 : declared.mark(), withAll);
            }
            written.writeNew(out);
            writeAttributes(tag);
        } else if (form.isExclusive() && !settled) {
            use(tag.name());
            written.writeNew(out);
        }
        out.octet('>');
    }

    void end(Name name) {
        out.octet('<');
        out.octet('/');
        out.octets(name.written());
        out.octet('>');
        written.close();
    }

    void text(String text) {
        out.text(text);
    }

    void text(char[] from, int offset, int count) {
        out.text(from, offset, count);
    }

    void comment(String text, Side side) {
        if (form.keepsComments()) {
            before(side);
            out.plain("<!--");
            out.unescaped(text);
            out.plain("-->");
            behind(side);
        }
    }

    void instruction(String target, String data, Side side) {
        before(side);
        out.plain("<?");
        out.plain(target);
        if (!data.isEmpty()) {
            out.octet(' ');
            out.unescaped(data);
        }
        out.plain("?>");
        behind(side);
    }

    private void before(Side side) {
        if (side == Side.BEHIND) {
            out.octet('\n');
        }
    }

    private void behind(Side side) {
        if (side == Side.BEFORE) {
            out.octet('\n');
        }
    }

    private void useOfAttributes(StartTag tag) {
        for (int i = 0; i < tag.attributes(); i++) {
            Name name = tag.attribute(i).name();
            if (name.isPrefixed()) {
                use(name);
            }
        }
    }

    /** The prefix of this name is to be declared, unless it is. */
    private void use(Name name) {
        if (name.isOfXml()) {
            return;
        }
        String prefix = name.prefix();
        int at = declared.find(prefix);
        int before = written.find(prefix);
        if (at >= 0) {
            if (before < 0 ? !prefix.isEmpty() || !declared.uri(at).isEmpty() : !written.says(before, declared, at)) {
                written.put(declared, at);
            }
        } else if (before >= 0 && prefix.isEmpty() && !written.uri(before).isEmpty()) {
            written.put("", "");
        }
    }

    private void declare(int from, boolean onlyInnermost) {
        for (int i = from; i < declared.size(); i++) {
            String prefix = declared.prefix(i);
            boolean hidden = onlyInnermost && declared.find(prefix) != i;
            if (hidden || (prefix.equals("xml") && declared.uri(i).equals(XMLConstants.XML_NS_URI))) {
                continue;
            }
            int before = written.find(prefix);
            if (before < 0 ? !declared.uri(i).isEmpty() : !written.says(before, declared, i)) {
                written.put(declared, i);
            }
        }
    }

    private void writeAttributes(StartTag tag) {
        for (int i = 0; i < tag.attributes(); i++) {
            StartTag.Attribute attribute = tag.attribute(i);
            out.octet(' ');
            out.octets(attribute.name().written());
            out.octet('=');
            out.octet('"');
            out.value(attribute.value());
            out.octet('"');
        }
    }
}
