package org.cretula.signing.internal.creation;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.internal.Names;
import org.cretula.xml.ByteSink;
import org.cretula.xml.Canonicalization;
import org.cretula.xml.XmlElement;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Digests what a reference to the whole document leads to, where all that its transforms do is to take signatures out:
 * this one (enveloped-signature), or all (the two expressions of XPath that are in use for that). XPath itself goes
 * through the document once for each of its nodes, which takes minutes where this takes milliseconds.
 */
public final class WholeDocument {

    private static final String XPATH = "http://www.w3.org/TR/1999/REC-xpath-19991116";
    private static final String USUAL = Canonicalization.INCLUSIVE.uri();
    private static final Pattern SUBTRACTED = Pattern.compile("/descendant(?:-or-self)?::(\\w{1,40}):Signature");
    private static final Pattern OUTSIDE = Pattern.compile("not\\(ancestor-or-self::(\\w{1,40}):Signature\\)");

    private WholeDocument() {}

    /** The digest; empty for a reference of any other form. */
    static Optional<byte[]> digest(XmlElement signature, XmlElement reference, DigestAlgorithm algorithm) {
        MessageDigest digest = algorithm.start();
        return write(form(signature, reference, USUAL), signature, digest::update)
                ? Optional.of(digest.digest())
                : Optional.empty();
    }

    /** What is digested; empty for a reference of any other form. */
    public static Optional<byte[]> bytes(XmlElement signature, XmlElement reference) {
        return bytes(signature, reference, USUAL);
    }

    /**
     * What the reference leads to; empty for a reference of any other form.
     *
     * @param canonicalization by which it is written where the reference itself does not say so
     */
    public static Optional<byte[]> bytes(XmlElement signature, XmlElement reference, String canonicalization) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return write(form(signature, reference, canonicalization), signature, out::write)
                ? Optional.of(out.toByteArray())
                : Optional.empty();
    }

    /** Whether the reference has this form. */
    static boolean is(XmlElement signature, XmlElement reference) {
        return form(signature, reference, USUAL).isPresent();
    }

    /** How such a reference writes the document, and without what. */
    private record Form(Predicate<Element> leftOut, Canonicalization written) {}

    private static boolean write(Optional<Form> form, XmlElement signature, ByteSink sink) {
        form.ifPresent(f -> f.written().write(signature.dom().getOwnerDocument(), f.leftOut(), sink));
        return form.isPresent();
    }

    private static Optional<Form> form(XmlElement signature, XmlElement reference, String usual) {
        List<XmlElement> transforms = reference.children(Names.ds("Transforms")).stream()
                .flatMap(t -> t.children().stream())
                .toList();
        if (!reference.attribute("URI").equals(Optional.of("")) || transforms.isEmpty() || transforms.size() > 2) {
            return Optional.empty();
        }
        Optional<Canonicalization> written = transforms.size() == 1 ? form(usual) : form(transforms.get(1));
        return leftOut(signature, transforms.get(0))
                .flatMap(leftOut -> written.map(canonicalization -> new Form(leftOut, canonicalization)));
    }

    /** Comments are no part of what a reference without identifier leads to; XML Signature 1.1, 4.4.3.3. */
    private static Optional<Canonicalization> form(XmlElement transform) {
        if (!transform.children().isEmpty()) {
            return Optional.empty();
        }
        return transform.attribute("Algorithm").flatMap(WholeDocument::form);
    }

    private static Optional<Canonicalization> form(String uri) {
        return Canonicalization.of(uri.replace("#WithComments", "#").replaceAll("(?<!exc-c14n)#$", ""));
    }

    /** What a transform takes out, where that is all it does: the signature itself, or all signatures. */
    public static Optional<Predicate<Element>> leftOut(XmlElement signature, XmlElement transform) {
        String algorithm = transform.attribute("Algorithm").orElse("");
        List<XmlElement> inside = transform.children();
        if (algorithm.equals(Names.ENVELOPED) && inside.isEmpty()) {
            Element own = signature.dom();
            return Optional.of(element -> element == own);
        }
        if (inside.size() != 1 || !inside.get(0).name().getLocalPart().equals("XPath")) {
            return Optional.empty();
        }
        XmlElement expression = inside.get(0);
        boolean subtracts = algorithm.equals(Names.FILTER)
                && expression.attribute("Filter").equals(Optional.of("subtract"))
                && meansSignatures(SUBTRACTED, expression);
        boolean outside = algorithm.equals(XPATH) && meansSignatures(OUTSIDE, expression);
        return subtracts || outside ? Optional.of(e -> new XmlElement(e).is(Names.SIGNATURE)) : Optional.empty();
    }

    private static boolean meansSignatures(Pattern pattern, XmlElement expression) {
        Matcher matcher = pattern.matcher(expression.text().strip());
        return matcher.matches() && Names.DS.equals(namespace(expression.dom(), matcher.group(1)));
    }

    private static String namespace(Element element, String prefix) {
        for (Node n = element; n instanceof Element e; n = n.getParentNode()) {
            if (e.hasAttribute("xmlns:" + prefix)) {
                return e.getAttribute("xmlns:" + prefix);
            }
        }
        return "";
    }
}
