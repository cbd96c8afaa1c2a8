package org.cretula.benchmarks;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An enveloped seal of ours, read in one pass, with the digests that its references ask for. */
final class StreamedSeal {

    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final XMLInputFactory FACTORY = factory();

    private final List<String> digests = new ArrayList<>();
    private final List<byte[]> computed = new ArrayList<>();
    private byte[] signedInfo = new byte[0];
    private String value = "";
    private String certificate = "";

    private StreamedSeal() {}

    private static XMLInputFactory factory() {
        WstxInputFactory made = new WstxInputFactory();
        made.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        made.setProperty(XMLInputFactory.IS_COALESCING, false);
        return made;
    }

    byte[] signedInfo() {
        return signedInfo;
    }

    String value() {
        return value;
    }

    String certificate() {
        return certificate;
    }

    boolean digestsMatch() {
        if (digests.size() < 2) {
            return false;
        }
        // In a seal the document comes first in SignedInfo, and is finished last.
        return VerifyFloor.same(computed.get(1), digests.get(0)) && VerifyFloor.same(computed.get(0), digests.get(1));
    }

    static StreamedSeal read(byte[] document, MessageDigest sha256) throws XMLStreamException {
        StreamedSeal seal = new StreamedSeal();
        XMLStreamReader in = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
        Pen whole = new Pen(document.length);
        Pen part = new Pen(4_096);
        Deque<String> names = new ArrayDeque<>();
        int signatureAt = -1;
        int partAt = -1;
        StringBuilder text = new StringBuilder();
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    String name = in.getLocalName();
                    names.push(name);
                    if (name.equals("Signature") && DS.equals(in.getNamespaceURI()) && signatureAt < 0) {
                        signatureAt = names.size();
                    }
                    if (signatureAt > 0
                            && partAt < 0
                            && (name.equals("SignedInfo") || name.equals("SignedProperties"))) {
                        partAt = names.size();
                        part = new Pen(4_096);
                    }
                    text.setLength(0);
                    if (signatureAt < 0) {
                        whole.start(in);
                    } else if (partAt > 0) {
                        part.start(in);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (signatureAt < 0) {
                        whole.end(in);
                    } else if (partAt > 0) {
                        part.end(in);
                        if (partAt == names.size()) {
                            seal.finish(in.getLocalName(), part, sha256);
                            partAt = -1;
                        }
                    }
                    if (signatureAt > 0) {
                        seal.see(in.getLocalName(), partAt > 0, text);
                    }
                    if (signatureAt == names.size()) {
                        signatureAt = -1;
                    }
                    names.pop();
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    char[] characters = in.getTextCharacters();
                    int from = in.getTextStart();
                    int length = in.getTextLength();
                    if (signatureAt < 0) {
                        whole.text(characters, from, length);
                    } else {
                        text.append(characters, from, length);
                        if (partAt > 0) {
                            part.text(characters, from, length);
                        }
                    }
                }
                default -> {
                    // nothing else in a certificate of origin is signed
                }
            }
        }
        seal.computed.add(whole.digest(sha256));
        return seal;
    }

    private void finish(String name, Pen pen, MessageDigest sha256) {
        if (name.equals("SignedInfo")) {
            signedInfo = pen.bytes();
        } else {
            computed.add(pen.digest(sha256));
        }
    }

    private void see(String name, boolean inPart, StringBuilder text) {
        if (name.equals("DigestValue") && inPart && digests.size() < 2) {
            digests.add(text.toString());
        } else if (name.equals("SignatureValue")) {
            value = text.toString();
        } else if (name.equals("X509Certificate") && certificate.isEmpty()) {
            certificate = text.toString();
        }
    }

    /** Writes exclusive canonical form. */
    private static final class Pen {

        private final StringBuilder out;
        private final Deque<Map<String, String>> written = new ArrayDeque<>();

        Pen(int size) {
            out = new StringBuilder(size);
            written.push(Map.of());
        }

        byte[] bytes() {
            return out.toString().getBytes(StandardCharsets.UTF_8);
        }

        byte[] digest(MessageDigest sha256) {
            return sha256.digest(bytes());
        }

        private static String prefix(String prefix) {
            return prefix == null ? "" : prefix;
        }

        private static String uri(String uri) {
            return uri == null ? "" : uri;
        }

        void start(XMLStreamReader in) {
            Map<String, String> before = written.element();
            Map<String, String> now = before;
            TreeMap<String, String> fresh = new TreeMap<>();
            note(prefix(in.getPrefix()), uri(in.getNamespaceURI()), before, fresh);
            TreeMap<String, String> attributes = new TreeMap<>();
            for (int i = 0; i < in.getAttributeCount(); i++) {
                String prefix = prefix(in.getAttributePrefix(i));
                String uri = uri(in.getAttributeNamespace(i));
                if (!prefix.isEmpty() && !prefix.equals("xml")) {
                    note(prefix, uri, before, fresh);
                }
                attributes.put(
                        uri + "\0" + in.getAttributeLocalName(i),
                        (prefix.isEmpty() ? "" : prefix + ":") + in.getAttributeLocalName(i) + "\0"
                                + in.getAttributeValue(i));
            }
            out.append('<');
            name(in);
            if (!fresh.isEmpty()) {
                now = new HashMap<>(before);
                now.putAll(fresh);
                fresh.forEach((prefix, uri) -> {
                    out.append(prefix.isEmpty() ? " xmlns=\"" : " xmlns:" + prefix + "=\"");
                    value(uri);
                    out.append('"');
                });
            }
            attributes.values().forEach(attribute -> {
                int end = attribute.indexOf('\0');
                out.append(' ').append(attribute, 0, end).append("=\"");
                value(attribute.substring(end + 1));
                out.append('"');
            });
            out.append('>');
            written.push(now);
        }

        private static void note(String prefix, String uri, Map<String, String> before, Map<String, String> fresh) {
            String known = before.getOrDefault(prefix, "");
            if (!known.equals(uri)) {
                fresh.put(prefix, uri);
            }
        }

        private void name(XMLStreamReader in) {
            String prefix = prefix(in.getPrefix());
            if (!prefix.isEmpty()) {
                out.append(prefix).append(':');
            }
            out.append(in.getLocalName());
        }

        void end(XMLStreamReader in) {
            out.append("</");
            name(in);
            out.append('>');
            written.pop();
        }

        void text(char[] characters, int from, int length) {
            int run = from;
            int to = from + length;
            for (int i = from; i < to; i++) {
                String escaped = switch (characters[i]) {
                    case '&' -> "&amp;";
                    case '<' -> "&lt;";
                    case '>' -> "&gt;";
                    case '\r' -> "&#xD;";
                    default -> "";
                };
                if (!escaped.isEmpty()) {
                    out.append(characters, run, i - run).append(escaped);
                    run = i + 1;
                }
            }
            out.append(characters, run, to - run);
        }

        private void value(String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                switch (c) {
                    case '&' -> out.append("&amp;");
                    case '<' -> out.append("&lt;");
                    case '"' -> out.append("&quot;");
                    case '\t' -> out.append("&#x9;");
                    case '\n' -> out.append("&#xA;");
                    case '\r' -> out.append("&#xD;");
                    default -> out.append(c);
                }
            }
        }
    }
}
