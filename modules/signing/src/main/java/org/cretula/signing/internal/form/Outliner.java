package org.cretula.signing.internal.form;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cretula.signing.SignatureOutline;
import org.cretula.signing.internal.Names;
import org.cretula.trust.OcspAnswer;
import org.cretula.trust.timestamp.TimeStampToken;
import org.cretula.xml.XmlElement;
import org.w3c.dom.Element;

/** Tells what one signature says and holds. */
public final class Outliner {

    /** What others wrote and that is shown on a line. */
    private static final int LONGEST = 200;

    private final Coverage coverage;

    /** For the signatures of one document. */
    public Outliner(Coverage coverage) {
        this.coverage = coverage;
    }

    /** What a signature says and holds. */
    public SignatureOutline outline(XmlElement signature) {
        Held held = new Held(signature);
        Material material = held.material();
        return new SignatureOutline(
                signature,
                signature.attribute("Id"),
                Coverage.path(signature.dom()),
                packaging(held),
                held.signer().certificate(),
                Held.named(held.signatureProperties(), Names.xades("SigningTime")).stream()
                        .findFirst()
                        .map(Outliner::text),
                algorithm(signature.path(Names.ds("SignedInfo"), Names.ds("SignatureMethod"))),
                algorithm(held.canonicalizationMethods().stream().findFirst()),
                references(held),
                claims(held),
                material.stamps().stream()
                        .map(s -> new SignatureOutline.TimeStamp(
                                s.property().name().getLocalPart(),
                                s.token().map(TimeStampToken::time),
                                material.authority(s)
                                        .map(c -> c.getSubjectX500Principal().getName())))
                        .toList(),
                material.certificates(),
                statements(material),
                notSigned(held),
                held.unsigned().stream()
                        .filter(p -> p.is(Names.xades("CounterSignature")))
                        .flatMap(p -> p.children(Names.SIGNATURE).stream())
                        .map(this::outline)
                        .toList());
    }

    private static String algorithm(Optional<XmlElement> method) {
        return method.flatMap(m -> m.attribute("Algorithm")).orElse("none");
    }

    static String text(XmlElement element) {
        String text = element.text().strip().replaceAll("\\s+", " ");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private List<SignatureOutline.Reference> references(Held held) {
        List<SignatureOutline.Reference> all = new ArrayList<>();
        held.references().forEach(r -> all.add(reference(held, r, "")));
        for (XmlElement manifest : held.signedManifests()) {
            manifest.children(Names.ds("Reference"))
                    .forEach(r -> all.add(reference(held, r, "listed in a manifest: ")));
        }
        return all;
    }

    private SignatureOutline.Reference reference(Held held, XmlElement reference, String before) {
        Optional<String> uri = reference.attribute("URI");
        return new SignatureOutline.Reference(
                uri,
                algorithm(reference.child(Names.ds("DigestMethod"))),
                reference.children(Names.ds("Transforms")).stream()
                        .flatMap(t -> t.children().stream())
                        .map(t -> t.attribute("Algorithm").orElse("none"))
                        .toList(),
                before + covers(held, reference),
                uri.filter(u -> !u.isEmpty() && !u.startsWith("#")).isPresent());
    }

    private String covers(Held held, XmlElement reference) {
        Optional<String> uri = reference.attribute("URI");
        if (uri.isEmpty()) {
            return "something that only its users know, for it has no URI";
        }
        Coverage.Reach reach = coverage.reach(reference);
        if (reach.root().isEmpty()) {
            if (!uri.get().startsWith("#")) {
                return "'" + uri.get() + "', which is outside of this file";
            }
            int bearers = coverage.bearers(uri.get().substring(1));
            return bearers == 0
                    ? "nothing in this file: no element is called '" + uri.get().substring(1) + "'"
                    : "one of " + bearers + " elements called '" + uri.get().substring(1)
                            + "': it cannot be told which";
        }
        Element root = reach.root().get();
        String what = held.isToProperties(reference) ? "its own signed properties" : where(root);
        return switch (reach.without()) {
            case NOTHING -> what;
            case OWN_SIGNATURE -> what + ", without this signature";
            case ALL_SIGNATURES -> what + ", without any signature";
            case UNKNOWN -> "what its transforms take from " + what + "; they are not followed here";
        };
    }

    private static String where(Element root) {
        XmlElement element = new XmlElement(root);
        if (root == root.getOwnerDocument().getDocumentElement()) {
            return "the whole document";
        }
        return (element.is(Names.ds("SignatureValue")) ? "the value of a signature, " : "the element ")
                + Coverage.path(root);
    }

    private String packaging(Held held) {
        Set<String> ways = new LinkedHashSet<>();
        for (XmlElement reference : held.dataReferences()) {
            Optional<Element> root = coverage.reach(reference).root();
            Element own = held.signature().dom();
            if (reference.attribute("Type").equals(Optional.of(Names.COUNTERSIGNED_TYPE))) {
                ways.add("counter-signature");
            } else if (root.isEmpty()) {
                ways.add("detached");
            } else if (Coverage.isWithin(own, root.get())) {
                ways.add("enveloped");
            } else {
                ways.add(Coverage.isWithin(root.get(), own) ? "enveloping" : "internally detached");
            }
        }
        return ways.isEmpty() ? "over nothing" : String.join(" and ", ways);
    }

    private static List<String> claims(Held held) {
        List<String> claims = new ArrayList<>();
        for (XmlElement property : Stream.concat(held.signatureProperties().stream(), held.dataProperties().stream())
                .toList()) {
            switch (property.name().getLocalPart()) {
                case "SignerRoleV2", "SignerRole" ->
                    leaves(property, "ClaimedRole").forEach(role -> claims.add("role: " + role));
                case "SignatureProductionPlaceV2", "SignatureProductionPlace" ->
                    claims.add("place: "
                            + String.join(
                                    ", ",
                                    property.children().stream()
                                            .map(Outliner::text)
                                            .toList()));
                case "CommitmentTypeIndication" ->
                    leaves(property, "Identifier").forEach(id -> claims.add("commitment: " + id));
                case "SignaturePolicyIdentifier" -> claims.add("policy: " + policy(property));
                case "DataObjectFormat" ->
                    leaves(property, "MimeType")
                            .forEach(type -> claims.add("format of "
                                    + property.attribute("ObjectReference").orElse("something") + ": " + type));
                default -> {}
            }
        }
        return claims;
    }

    private static String policy(XmlElement property) {
        return leaves(property, "Identifier").findFirst().orElse("implied by the document");
    }

    private static Stream<String> leaves(XmlElement property, String name) {
        return property.descendantsAndSelf().stream()
                .filter(e -> e.is(Names.xades(name)))
                .map(Outliner::text);
    }

    private static List<String> statements(Material material) {
        List<String> statements = new ArrayList<>();
        material.lists()
                .forEach(l -> statements.add("list of '" + l.issuer().getName() + "', " + l.thisUpdate() + " to "
                        + l.nextUpdate().map(Object::toString).orElse("no end") + ", " + l.size() + " entries"));
        for (OcspAnswer answer : material.answers()) {
            for (OcspAnswer.Single single : answer.answers()) {
                statements.add("answer of " + single.thisUpdate() + ": the certificate with the serial number "
                        + single.serialNumber().toString(16) + " is " + single.status());
            }
        }
        return statements;
    }

    private static List<String> notSigned(Held held) {
        List<String> parts = new ArrayList<>();
        for (XmlElement part : held.signature().children()) {
            boolean reached = isReached(held, part);
            if (part.is(Names.ds("KeyInfo")) && !reached) {
                parts.add("ds:KeyInfo, which carries certificates");
            } else if (part.is(Names.ds("Object")) && !reached) {
                part.children().stream()
                        .filter(inside -> !inside.is(Names.xades("QualifyingProperties")) && !isReached(held, inside))
                        .forEach(inside ->
                                parts.add("ds:Object with " + inside.dom().getNodeName()));
            } else if (!List.of("SignedInfo", "SignatureValue", "KeyInfo", "Object")
                    .contains(part.name().getLocalPart())) {
                parts.add(part.dom().getNodeName());
            }
        }
        held.signedProperties().stream()
                .filter(p -> !isReached(held, p))
                .forEach(p -> parts.add("the properties that are called signed, which no reference leads to"));
        held.unsigned().forEach(p -> parts.add("the property " + p.name().getLocalPart()));
        return parts;
    }

    private static boolean isReached(Held held, XmlElement part) {
        return held.references().stream().anyMatch(r -> Held.leads(r, part));
    }
}
