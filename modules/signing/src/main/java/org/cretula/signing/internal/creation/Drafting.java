package org.cretula.signing.internal.creation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.cretula.signing.DataObject;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.SignatureAlgorithm;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.internal.Core;
import org.cretula.signing.internal.Names;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.AlgorithmJudgement;
import org.cretula.xml.CanonicalText;
import org.cretula.xml.Canonicalization;
import org.cretula.xml.NotCanonicalException;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Makes a signature that lacks its value only.
 *
 * <p>Order for an enveloped signature: refuse what may not sign at that time; write the document and take its digest of
 * what was written; write the signature, and put it into those bytes. For all others: take the digests of the data as they
 * are; put the signature, with
 * its properties, where it belongs, take the digests of what it holds itself, write the document, and take the signature
 * out again. Identifiers are derived from certificate and time, so that the same request gives the same bytes; where the
 * document says them already, from a number too.
 */
public final class Drafting {

    /** For what this module wrote itself, as long as it may be. */
    private static final XmlLimits OWN_LIMITS = new XmlLimits(1 << 30, 1_000, 50_000_000, 10_000, 1 << 30);

    static final XmlDoor OWN_DOOR = new XmlDoor(OWN_LIMITS);

    private static final String NO_DIGEST = "<ds:DigestValue></ds:DigestValue>";
    private static final int MOST_REFERENCES = Packaging.MOST_REFERENCES - 1;
    private static final int MOST_IDS = 1_000;

    private final Packaging packaging;
    private final Terms terms;
    private final List<X509Certificate> chain;
    private final AlgorithmCatalogue catalogue;

    public Drafting(Packaging packaging, Terms terms, List<X509Certificate> chain, AlgorithmCatalogue catalogue) {
        this.packaging = packaging;
        this.terms = terms;
        this.chain = List.copyOf(chain);
        this.catalogue = catalogue;
    }

    /** The signature, to be made at a time. */
    public Draft draft(Instant signingTime) throws SigningRefusedException {
        Instant time = signingTime.truncatedTo(ChronoUnit.SECONDS);
        SignersChain.refuse(chain, time);
        SignatureAlgorithm algorithm = algorithm();
        refuseUnreliable(algorithm, time);
        try (Seat seat = Seat.of(packaging)) {
            Optional<Sheet> sheet = packaging instanceof Packaging.Enveloped enveloped
                    ? Optional.of(Sheet.of(enveloped, terms.digest()))
                    : Optional.empty();
            Guard guard = sheet.isPresent() && !sheet.get().mayHoldSignatures()
                    ? Guard.idle()
                    : Guard.before(seat.document());
            for (int number = 0; number < MOST_IDS; number++) {
                String id = id(time, number);
                Optional<Draft> draft = sheet.isPresent()
                        ? attempt(sheet.get(), seat, guard, id, algorithm, time)
                        : attempt(seat, guard, id, algorithm, time);
                if (draft.isPresent()) {
                    return draft.get();
                }
                seat.clear();
            }
            throw new SigningRefusedException(
                    "the document has all the identifiers already that this certificate gives at " + time
                            + "; sign at another second");
        } catch (GeneralSecurityException | XMLSecurityException | NotCanonicalException | IllegalArgumentException e) {
            throw new SigningRefusedException("this cannot be signed: " + e.getMessage(), e);
        }
    }

    /** Into a document that is written already; empty when the identifier stands in it. */
    private Optional<Draft> attempt(
            Sheet sheet, Seat seat, Guard guard, String id, SignatureAlgorithm algorithm, Instant time)
            throws SigningRefusedException, GeneralSecurityException, XMLSecurityException, NotCanonicalException {
        if (sheet.holds(id)) {
            return Optional.empty();
        }
        Packaging.Enveloped enveloped = (Packaging.Enveloped) packaging;
        String marker = id + "-here";
        String removing = enveloped.besideOthers() ? Names.FILTER : Names.ENVELOPED;
        List<SignatureText.Reference> references = List.of(
                new SignatureText.Reference(
                        id + "-document",
                        "",
                        "",
                        List.of(removing, Names.EXCLUSIVE_C14N),
                        enveloped.mimeType(),
                        Optional.of(sheet.digest())),
                properties(id));
        String empty = SignatureText.of(id, algorithm, terms, chain, time, references, List.of(), marker);
        if (terms.contentStamps().isPresent()) {
            Element signature = seat.insert(template(empty));
            empty = ContentStamping.into(
                    empty, signature, packaging, terms.contentStamps().get(), time);
            seat.clear();
        }
        String properties = terms.digest().base64(form(empty, "<xades:SignedProperties "));
        int behindTag = empty.indexOf(NO_DIGEST) + NO_DIGEST.indexOf('/') - 1;
        String text = new StringBuilder(empty).insert(behindTag, properties).toString();
        byte[] toBeSigned = form(text, "<ds:SignedInfo>");
        List<String> broken = List.of();
        if (!guard.isIdle()) {
            seat.insert(template(text));
            broken = refusedOrBroken(guard);
        }
        String inPlace = sheet.inPlace(text);
        int at = inPlace.indexOf(marker);
        return Optional.of(new Draft(
                algorithm,
                chain.get(0),
                time,
                id,
                toBeSigned,
                sheet.before(inPlace.substring(0, at).getBytes(StandardCharsets.UTF_8)),
                sheet.after(inPlace.substring(at + marker.length()).getBytes(StandardCharsets.UTF_8)),
                broken,
                sheet.isWithin(OWN_LIMITS)));
    }

    /** Exclusive canonical form of the first element of a text whose start tag begins so. */
    private static byte[] form(String text, String tag) throws NotCanonicalException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(tag);
        return CanonicalText.exclusive(bytes, at);
    }

    private List<String> refusedOrBroken(Guard guard) throws SigningRefusedException {
        List<String> broken = guard.broken();
        if (!broken.isEmpty() && !terms.breaking()) {
            throw new SigningRefusedException("this signature would break the earlier one"
                    + (broken.size() > 1 ? "s " : " ") + String.join(", ", broken)
                    + ", which covers the place where it would stand; sign in another packaging, or say"
                    + " breakingEarlierSignatures");
        }
        return broken;
    }

    /** Empty when the identifier stands in the document already. */
    private Optional<Draft> attempt(Seat seat, Guard guard, String id, SignatureAlgorithm algorithm, Instant time)
            throws SigningRefusedException, GeneralSecurityException, XMLSecurityException {
        String marker = id + "-here";
        List<SignatureText.Reference> references = references(seat, id);
        String text = SignatureText.of(id, algorithm, terms, chain, time, references, objects(id), marker);
        Element signature = seat.insert(template(text));
        embed(signature);
        if (terms.contentStamps().isPresent()) {
            ContentStamping.add(signature, packaging, terms.contentStamps().get(), time);
        }
        digestOwnParts(signature, references);
        List<String> broken = refusedOrBroken(guard);
        byte[] toBeSigned = Core.exclusive(new XmlElement(signature)
                .child(Names.ds("SignedInfo"))
                .orElseThrow()
                .dom());
        byte[] written = written(seat);
        String latin = new String(written, StandardCharsets.ISO_8859_1);
        if (count(latin, id) != count(text, id)) {
            return Optional.empty();
        }
        int at = latin.indexOf(marker);
        int behind = at + marker.length();
        return Optional.of(new Draft(
                algorithm,
                chain.get(0),
                time,
                id,
                toBeSigned,
                java.util.Arrays.copyOf(written, at),
                java.util.Arrays.copyOfRange(written, behind, written.length),
                broken,
                false));
    }

    private List<SignatureText.Reference> references(Seat seat, String id)
            throws SigningRefusedException, XMLSecurityException {
        List<SignatureText.Reference> references = data(seat, id);
        if (references.size() > MOST_REFERENCES) {
            // Verifiers that guard themselves, the JDK's among them, follow thirty and no more.
            throw new SigningRefusedException("expected at most " + MOST_REFERENCES + " data objects, found "
                    + references.size() + "; sign them by manifest, or in several signatures");
        }
        return Stream.concat(references.stream(), Stream.of(properties(id))).toList();
    }

    private static SignatureText.Reference properties(String id) {
        return new SignatureText.Reference(
                "",
                "#" + id + "-properties",
                Names.SIGNED_PROPERTIES_TYPE,
                List.of(Names.EXCLUSIVE_C14N),
                "",
                Optional.empty());
    }

    private List<SignatureText.Reference> data(Seat seat, String id)
            throws SigningRefusedException, XMLSecurityException {
        if (packaging instanceof Packaging.CounterSignature) {
            Element value = seat.openCounterSignature();
            return List.of(new SignatureText.Reference(
                    "",
                    "#" + value.getAttributeNS(null, "Id"),
                    Names.COUNTERSIGNED_TYPE,
                    List.of(Names.EXCLUSIVE_C14N),
                    "",
                    digest(Core.exclusive(value))));
        }
        List<SignatureText.Reference> references = new ArrayList<>();
        if (packaging instanceof Packaging.InternallyDetached detached) {
            for (Packaging.Target target : detached.targets()) {
                Element element = target(detached, target.id());
                references.add(new SignatureText.Reference(
                        id + "-data-" + (references.size() + 1),
                        "#" + target.id(),
                        "",
                        List.of(Names.EXCLUSIVE_C14N),
                        target.mimeType(),
                        digest(Core.exclusive(element))));
            }
        } else if (packaging instanceof Packaging.Enveloping enveloping) {
            for (DataObject object : enveloping.objects()) {
                int number = references.size() + 1;
                references.add(new SignatureText.Reference(
                        id + "-data-" + number,
                        "#" + id + "-object-" + number,
                        Names.OBJECT_TYPE,
                        List.of(Names.BASE64),
                        object.mimeType(),
                        digest(object.bytes()),
                        object.uri()));
            }
        } else if (packaging instanceof Packaging.EnvelopingXml xml) {
            references.add(new SignatureText.Reference(
                    id + "-data-1",
                    "#" + id + "-object-1",
                    Names.OBJECT_TYPE,
                    List.of(Names.EXCLUSIVE_C14N),
                    xml.mimeType(),
                    Optional.empty(),
                    ""));
        } else if (packaging instanceof Packaging.Detached listed && listed.byManifest()) {
            return Manifests.references(listed.objects(), id);
        } else if (packaging instanceof Packaging.Detached detached) {
            for (DataObject object : detached.objects()) {
                references.add(new SignatureText.Reference(
                        id + "-data-" + (references.size() + 1),
                        object.uri(),
                        "",
                        List.of(),
                        object.mimeType(),
                        Optional.of(Base64.getEncoder().encodeToString(object.digest(terms.digest())))));
            }
        }
        return references;
    }

    private List<SignatureText.DataIn> objects(String id) {
        List<SignatureText.DataIn> objects = new ArrayList<>();
        if (packaging instanceof Packaging.Enveloping enveloping) {
            for (DataObject object : enveloping.objects()) {
                objects.add(new SignatureText.DataIn(
                        id + "-object-" + (objects.size() + 1),
                        object.mimeType(),
                        Optional.of(Base64.getEncoder().encodeToString(object.bytes()))));
            }
        } else if (packaging instanceof Packaging.EnvelopingXml xml) {
            objects.add(new SignatureText.DataIn(id + "-object-1", xml.mimeType(), Optional.empty()));
        } else if (packaging instanceof Packaging.Detached detached && detached.byManifest()) {
            return Manifests.objects(detached.objects(), id, terms.digest());
        }
        return objects;
    }

    private static Element target(Packaging.InternallyDetached detached, String id) throws SigningRefusedException {
        List<Element> found = new XmlElement(detached.document().getDocumentElement())
                .descendantsAndSelf().stream()
                        .map(XmlElement::dom)
                        .filter(e -> Stream.of("Id", "ID", "id")
                                .anyMatch(name -> e.getAttributeNS(null, name).equals(id)))
                        .toList();
        if (found.size() != 1 || !found.get(0).getAttributeNS(null, "Id").equals(id)) {
            throw new SigningRefusedException("expected one element with Id '" + id + "' to sign, found " + found.size()
                    + "; give the element an attribute Id of its own");
        }
        for (Node at = detached.slot(); at != null; at = at.getParentNode()) {
            if (at == found.get(0)) {
                throw new SigningRefusedException("expected a place for the signature outside of the signed element '"
                        + id + "', found one inside; choose another, or sign the whole document enveloped");
            }
        }
        return found.get(0);
    }

    private static Element template(String text) {
        return ((XmlParse.Parsed) OWN_DOOR.parse(text.getBytes(StandardCharsets.UTF_8)))
                .root()
                .dom();
    }

    /** Puts a copy of the element into the signature, with the namespaces that hold where it stands. */
    private void embed(Element signature) {
        if (packaging instanceof Packaging.EnvelopingXml xml) {
            Element copy = (Element) signature.getOwnerDocument().importNode(xml.element(), true);
            for (Node at = xml.element().getParentNode(); at instanceof Element above; at = at.getParentNode()) {
                NamedNodeMap attributes = above.getAttributes();
                for (int i = 0; i < attributes.getLength(); i++) {
                    Attr attribute = (Attr) attributes.item(i);
                    boolean declaration =
                            javax.xml.XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI());
                    if (declaration && !copy.hasAttribute(attribute.getName())) {
                        copy.setAttributeNS(attribute.getNamespaceURI(), attribute.getName(), attribute.getValue());
                    }
                }
            }
            List<XmlElement> objects = new XmlElement(signature).children(Names.ds("Object"));
            objects.get(objects.size() - 1).dom().appendChild(copy);
        }
    }

    /** Fills in the digests of what stands in the signature itself. */
    private void digestOwnParts(Element signature, List<SignatureText.Reference> references)
            throws XMLSecurityException {
        XmlElement whole = new XmlElement(signature);
        List<XmlElement> written =
                whole.child(Names.ds("SignedInfo")).orElseThrow().children(Names.ds("Reference"));
        for (int i = 0; i < references.size(); i++) {
            SignatureText.Reference reference = references.get(i);
            if (reference.digest().isEmpty()) {
                String id = reference.uri().substring(1);
                Element part = whole.descendantsAndSelf().stream()
                        .map(XmlElement::dom)
                        .filter(e -> e.getAttributeNS(null, "Id").equals(id))
                        .findFirst()
                        .orElseThrow();
                written.get(i)
                        .child(Names.ds("DigestValue"))
                        .orElseThrow()
                        .dom()
                        .setTextContent(terms.digest().base64(Core.exclusive(part)));
            }
        }
    }

    private Optional<String> digest(byte[] bytes) {
        return Optional.of(terms.digest().base64(bytes));
    }

    private static byte[] written(Seat seat) throws XMLSecurityException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".getBytes(StandardCharsets.UTF_8));
        out.writeBytes(Canonicalization.INCLUSIVE_WITH_COMMENTS
                .opened(seat.document(), seat.document().getDocumentElement())
                .bytes());
        out.write('\n');
        return out.toByteArray();
    }

    private static int count(String in, String what) {
        int count = 0;
        for (int at = in.indexOf(what); at >= 0; at = in.indexOf(what, at + what.length())) {
            count++;
        }
        return count;
    }

    private String id(Instant time, int number) throws CertificateEncodingException {
        DigestAlgorithm sha256 = DigestAlgorithm.SHA256;
        String seed = HexFormat.of().formatHex(sha256.digest(chain.get(0).getEncoded()))
                + time
                + (number == 0 ? "" : "#" + number);
        return "xades-"
                + HexFormat.of()
                        .formatHex(sha256.digest(seed.getBytes(StandardCharsets.UTF_8)))
                        .substring(0, 32);
    }

    private SignatureAlgorithm algorithm() throws SigningRefusedException {
        KeyShape shape = KeyShape.of(chain.get(0).getPublicKey());
        if (terms.algorithm().isPresent()) {
            SignatureAlgorithm wished = terms.algorithm().get();
            if (!shape.fits(wished)) {
                throw new SigningRefusedException(
                        "expected a certificate with a key for " + wished + " (RSA of at least"
                                + " 2048 bits), found one with a key of " + shape.words()
                                + "; wish for another algorithm, or ask the CA for another certificate");
            }
            return wished;
        }
        try {
            return shape.usual();
        } catch (IllegalArgumentException e) {
            throw new SigningRefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    private void refuseUnreliable(SignatureAlgorithm algorithm, Instant time) throws SigningRefusedException {
        List<DigestAlgorithm> digests = Stream.concat(
                        Stream.of(terms.digest()), terms.policy().map(p -> p.digestAlgorithm()).stream())
                .distinct()
                .toList();
        List<String> unreliable = Stream.concat(
                        Stream.of(
                                catalogue.signature(algorithm.suite(), time),
                                catalogue.key(chain.get(0).getPublicKey(), time)),
                        digests.stream().map(digest -> catalogue.digest(digest.jcaName(), time)))
                .filter(judgement -> !judgement.reliable())
                .map(AlgorithmJudgement::words)
                .distinct()
                .toList();
        if (!unreliable.isEmpty()) {
            throw new SigningRefusedException("expected algorithms that can be relied on at " + time + ", found "
                    + String.join("; ", unreliable) + "; choose others that the catalogue (version "
                    + catalogue.version() + ") lists");
        }
    }
}
