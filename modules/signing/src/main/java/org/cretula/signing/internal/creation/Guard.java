package org.cretula.signing.internal.creation;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.SignedInfo;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.internal.Core;
import org.cretula.signing.internal.Names;
import org.cretula.xml.XmlElement;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Foretells which signatures of a document a change to it breaks: what each reference leads to is taken before the
 * change and after it, and compared.
 *
 * <p>A reference that leads out of the document is not touched by a change to it, and is not followed. One that cannot
 * be followed inside of it counts as broken: nobody can say that it is not. No foreign program is run for that (attacks
 * X21, X22): of XPath, only the expressions that leave signatures out.
 */
public final class Guard {

    private static final Set<String> FOLLOWED = Set.of(
            Names.ENVELOPED,
            Names.BASE64,
            Names.EXCLUSIVE_C14N,
            Names.EXCLUSIVE_C14N + "WithComments",
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments",
            "http://www.w3.org/2006/12/xml-c14n11",
            "http://www.w3.org/2006/12/xml-c14n11#WithComments");
    private static final String XPATH = "http://www.w3.org/TR/1999/REC-xpath-19991116";
    private static final Pattern WITHOUT_SIGNATURES = Pattern.compile(
            "/descendant(-or-self)?::(\\w{1,40}:)?Signature|not\\(ancestor-or-self::(\\w{1,40}:)?Signature\\)");

    /** More references than honest documents have; each may be to all of it. */
    private static final int MOST_FOLLOWED = 300;

    /** What XPath is run over: once for each node, and each time it takes as long as there are elements. */
    private static final long MOST_SEARCHED = 4_000_000;

    private final Map<Element, List<Optional<String>>> before = new LinkedHashMap<>();

    private Guard() {}

    /** For a document without signatures. */
    static Guard idle() {
        return new Guard();
    }

    /** Before a change. */
    public static Guard before(Document document) {
        Guard guard = new Guard();
        if (document.getDocumentElement() == null) {
            return guard;
        }
        List<Element> signatures = signatures(document);
        if (!signatures.isEmpty()) {
            identify(new XmlElement(document.getDocumentElement()).descendantsAndSelf());
            guard.before.putAll(led(signatures));
        }
        return guard;
    }

    /** Whether there is nothing to guard. */
    boolean isIdle() {
        return before.isEmpty();
    }

    private static List<Element> signatures(Document document) {
        List<Element> signatures = new ArrayList<>();
        Node at = document.getDocumentElement();
        while (at != document) {
            if (at instanceof Element e && isSignature(e)) {
                signatures.add(e);
            }
            Node next = at.getFirstChild();
            while (next == null && at != document) {
                next = at.getNextSibling();
                at = next == null ? at.getParentNode() : at;
            }
            at = next == null ? document : next;
        }
        return signatures;
    }

    private static boolean isSignature(Element element) {
        return "Signature".equals(element.getLocalName()) && Names.DS.equals(element.getNamespaceURI());
    }

    /** Lets attributes named Id be found by references, as verifiers do. */
    static void identify(List<XmlElement> elements) {
        for (XmlElement element : elements) {
            for (String name : List.of("Id", "ID", "id")) {
                if (element.dom().hasAttributeNS(null, name)) {
                    element.dom().setIdAttributeNS(null, name, true);
                }
            }
        }
    }

    /** Those that the change breaks, by their Id or else by their place. */
    public List<String> broken() {
        List<String> broken = new ArrayList<>();
        int place = 0;
        Map<Element, List<Optional<String>>> after = led(before.keySet());
        for (Map.Entry<Element, List<Optional<String>>> earlier : before.entrySet()) {
            place++;
            List<Optional<String>> now = after.getOrDefault(earlier.getKey(), List.of());
            boolean same = now.equals(earlier.getValue()) && now.stream().allMatch(Optional::isPresent);
            if (!same) {
                String id = earlier.getKey().getAttributeNS(null, "Id");
                broken.add(id.isEmpty() ? "number " + place + " of the document" : id);
            }
        }
        return broken;
    }

    /** Whoever wrote a document does not choose how long it is looked at: references beyond a number are not followed. */
    private static Map<Element, List<Optional<String>>> led(Collection<Element> signatures) {
        Map<Element, List<Optional<String>>> all = new LinkedHashMap<>();
        int followed = 0;
        for (Element signature : signatures) {
            List<Optional<String>> led =
                    followed < MOST_FOLLOWED ? led(signature, MOST_FOLLOWED - followed) : List.of(Optional.empty());
            followed += Math.max(1, led.size());
            all.put(signature, led);
        }
        return all;
    }

    private static List<Optional<String>> led(Element signature, int most) {
        List<Optional<String>> led = new ArrayList<>();
        try {
            SignedInfo info = Core.wrap(signature).getSignedInfo();
            for (int i = 0; i < info.getLength(); i++) {
                led.add(i < most ? led(signature, info, i) : Optional.empty());
            }
        } catch (XMLSecurityException e) {
            led.add(Optional.empty());
        }
        return led;
    }

    /** Whether the transforms of a reference can be followed without running anybody's program, and in a short time. */
    public static boolean followable(XmlElement signature, XmlElement reference) {
        return selects(reference)
                && (WholeDocument.is(signature, reference) || !searches(reference) || isShort(signature));
    }

    private static boolean selects(XmlElement reference) {
        return reference.children(Names.ds("Transforms")).stream()
                .flatMap(transforms -> transforms.children().stream())
                .allMatch(transform -> {
                    String algorithm = transform.attribute("Algorithm").orElse("");
                    return FOLLOWED.contains(algorithm)
                            || (isSearch(algorithm)
                                    && WITHOUT_SIGNATURES
                                            .matcher(transform.text().strip())
                                            .matches());
                });
    }

    private static boolean isSearch(String algorithm) {
        return algorithm.equals(Names.FILTER) || algorithm.equals(XPATH);
    }

    private static boolean searches(XmlElement reference) {
        return reference.children(Names.ds("Transforms")).stream()
                .flatMap(transforms -> transforms.children().stream())
                .anyMatch(transform -> isSearch(transform.attribute("Algorithm").orElse("")));
    }

    /** Whether XPath comes to an end with the document soon; a namespace is a node of each element in its scope. */
    private static boolean isShort(XmlElement signature) {
        long elements = 0;
        long others = 0;
        Document document = Objects.requireNonNull(signature.dom().getOwnerDocument());
        for (XmlElement e : new XmlElement(document.getDocumentElement()).descendantsAndSelf()) {
            elements++;
            others += 1L + e.dom().getAttributes().getLength();
        }
        return elements * (elements + others) <= MOST_SEARCHED;
    }

    private static Optional<String> led(Element signature, SignedInfo info, int index) {
        try {
            XmlElement reference = new XmlElement(info.item(index).getElement());
            // One without URI leads to what only its users know, which is not here.
            boolean outside = reference
                    .attribute("URI")
                    .map(uri -> !uri.isEmpty() && !uri.startsWith("#"))
                    .orElse(true);
            if (outside) {
                return Optional.of("outside");
            }
            Optional<byte[]> whole = WholeDocument.digest(new XmlElement(signature), reference, DigestAlgorithm.SHA256);
            if (whole.isPresent()) {
                return whole.map(Base64.getEncoder()::encodeToString);
            }
            if (!followable(new XmlElement(signature), reference)) {
                return Optional.empty();
            }
            return Optional.of(DigestAlgorithm.SHA256.base64(info.item(index).getReferencedBytes()));
        } catch (XMLSecurityException e) {
            return Optional.empty();
        }
    }
}
