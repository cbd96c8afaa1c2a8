package org.cretula.xml;

import java.util.Arrays;
import java.util.Comparator;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;

/** A start tag as it was read, be it from a parser or from a tree; filled anew for each element. */
final class StartTag {

    private static final Comparator<Attribute> BY_NAME = StartTag::compare;

    private Name name = Name.of("", "");
    private String uri = "";
    private Attribute[] attributes = {};
    private int attributeCount;
    private String[] prefixes = {};
    private String[] declared = {};
    private int declarationCount;

    /** An attribute that declares no namespace. */
    static final class Attribute {
        private Name name = Name.of("", "");
        private String uri = "";
        private String value = "";

        Name name() {
            return name;
        }

        /** Of the namespace; empty for none. */
        String uri() {
            return uri;
        }

        String value() {
            return value;
        }

        boolean isOfXml() {
            return uri.equals(XMLConstants.XML_NS_URI);
        }
    }

    void begin(Name name, String uri) {
        this.name = name;
        this.uri = uri;
        this.attributeCount = 0;
        this.declarationCount = 0;
    }

    void attribute(Name name, String uri, String value) {
        if (attributeCount == attributes.length) {
            attributes = Arrays.copyOf(attributes, Math.max(4, 2 * attributeCount));
            for (int i = attributeCount; i < attributes.length; i++) {
                attributes[i] = new Attribute();
            }
        }
        Attribute attribute = attributes[attributeCount++];
        attribute.name = name;
        attribute.uri = uri;
        attribute.value = value;
    }

    void declaration(String prefix, String namespace) {
        if (declarationCount == prefixes.length) {
            prefixes = Arrays.copyOf(prefixes, Math.max(8, 2 * declarationCount));
            declared = Arrays.copyOf(declared, prefixes.length);
        }
        prefixes[declarationCount] = prefix;
        declared[declarationCount++] = namespace;
    }

    /** The same with what an element that is written first takes over of those above it; outermost first. */
    StartTag inheriting(Iterable<StartTag> above, Canonicalization form) {
        StartTag all = new StartTag();
        all.begin(name, uri);
        for (StartTag tag : above) {
            for (int i = 0; i < tag.attributeCount; i++) {
                if (tag.attributes[i].isOfXml() && isInherited(tag.attributes[i], form)) {
                    all.replace(tag.attributes[i]);
                }
            }
        }
        for (int i = 0; i < attributeCount; i++) {
            all.replace(attributes[i]);
        }
        return all;
    }

    private static boolean isInherited(Attribute attribute, Canonicalization form) {
        String local = attribute.name.local();
        if (form.isOfVersion11() && local.equals("base")) {
            throw new IllegalArgumentException("expected no xml:base above the element, found one;"
                    + " Canonical XML 1.1 would have it resolved, which is not done here");
        }
        return !form.isOfVersion11() || local.equals("lang") || local.equals("space");
    }

    private void replace(Attribute attribute) {
        for (int i = 0; i < attributeCount; i++) {
            boolean same = attributes[i].name.local().equals(attribute.name.local());
            if (same && attributes[i].uri.equals(attribute.uri)) {
                attributes[i].value = attribute.value;
                return;
            }
        }
        attribute(attribute.name, attribute.uri, attribute.value);
    }

    Name name() {
        return name;
    }

    /** Of the element's namespace; empty for none. */
    String uri() {
        return uri;
    }

    boolean is(QName other) {
        return name.local().equals(other.getLocalPart()) && uri.equals(other.getNamespaceURI());
    }

    int attributes() {
        return attributeCount;
    }

    Attribute attribute(int i) {
        return attributes[i];
    }

    int declarations() {
        return declarationCount;
    }

    String declaredPrefix(int i) {
        return prefixes[i];
    }

    String declaredNamespace(int i) {
        return declared[i];
    }

    /** Whether there is nothing in it but the name. */
    boolean isBare() {
        return attributeCount + declarationCount == 0;
    }

    /** Puts the attributes in the order in which they are written. */
    void sort() {
        if (attributeCount > 1) {
            Arrays.sort(attributes, 0, attributeCount, BY_NAME);
        }
    }

    /** By namespace, then by local name; attributes without namespace come first. */
    private static int compare(Attribute a, Attribute b) {
        int byNamespace = a.uri.compareTo(b.uri);
        return byNamespace != 0 ? byNamespace : a.name.local().compareTo(b.name.local());
    }
}
