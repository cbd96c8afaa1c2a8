package org.cretula.signing.internal;

import java.io.ByteArrayOutputStream;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.SignedInfo;
import org.apache.xml.security.signature.XMLSignature;
import org.cretula.signing.DataObject;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.SignatureAlgorithm;
import org.cretula.signing.SignatureLevel;
import org.cretula.signing.SigningRefusedException;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.Origin;
import org.cretula.trust.Providers;
import org.cretula.trust.StrictCertificates;
import org.cretula.trust.timestamp.TimeStampToken;
import org.cretula.xml.XmlElement;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A XAdES signature of whatever product, as it stands in a document that is about to be augmented.
 *
 * <p>Read leniently, since the form is another's to choose; but it must verify, for what is added would make a broken
 * one look kept. Whether it is valid is not asked here.
 */
public final class FoundSignature {

    private static final Origin ORIGIN = Origin.document("the document");

    private final XmlElement element;
    private final XmlElement qualifying;
    private final XMLSignature wrapped;
    private final GivenData data;
    private final SignedManifests manifests;
    private final Providers providers;
    private final List<X509Certificate> certificates = new ArrayList<>();
    private final X509Certificate signer;

    private FoundSignature(XmlElement element, GivenData data, Providers providers)
            throws SigningRefusedException, XMLSecurityException {
        this.element = element;
        this.data = data;
        this.providers = providers;
        this.qualifying = qualifying(element);
        this.wrapped = Core.wrap(element.dom());
        refuseUnsignedProperties();
        data.prepare(wrapped.getSignedInfo());
        readCertificates();
        this.signer = namedSigner();
        verify();
        this.manifests = new SignedManifests(element, wrapped.getSignedInfo(), data);
        manifests.verify(unsigned());
    }

    private static XmlElement qualifying(XmlElement signature) throws SigningRefusedException {
        List<XmlElement> found = signature.children(Names.ds("Object")).stream()
                .flatMap(object -> object.children(Names.xades("QualifyingProperties")).stream())
                .toList();
        if (found.size() != 1) {
            throw new SigningRefusedException("expected a XAdES signature with one xades:QualifyingProperties, found "
                    + (found.isEmpty() ? "one without" : found.size() + " of them"));
        }
        return found.get(0);
    }

    /** Of properties that nobody signed, anybody may have named the signer (attacks X12, X13). */
    private void refuseUnsignedProperties() throws SigningRefusedException, XMLSecurityException {
        List<XmlElement> signed = qualifying.children(Names.xades("SignedProperties"));
        if (signed.size() != 1 || !SignedManifests.isSigned(signed.get(0), wrapped.getSignedInfo())) {
            throw new SigningRefusedException("expected xades:SignedProperties that the signature is over, found "
                    + (signed.size() == 1 ? "some that it is not over" : signed.size() + " of them")
                    + "; get the document as it was signed");
        }
    }

    /**
     * The signature of a document.
     *
     * @param id its Id, of a counter-signature too; when empty there must be one signature only that is none
     * @param data what the signature signs outside of the document
     */
    public static FoundSignature in(Document document, Optional<String> id, List<DataObject> data, Providers providers)
            throws SigningRefusedException, XMLSecurityException {
        List<XmlElement> all = every(document)
                .filter(e -> id.isPresent() ? e.attribute("Id").equals(id) : !isInside(e))
                .toList();
        if (all.size() != 1) {
            throw new SigningRefusedException("expected one signature "
                    + id.map(i -> "with the Id '" + i + "'").orElse("to augment") + ", found " + all.size()
                    + (all.isEmpty() ? "; sign first" : "; name one by its Id"));
        }
        registerIds(document);
        return new FoundSignature(all.get(0), new GivenData(data), providers);
    }

    private static Stream<XmlElement> every(Document document) {
        return new XmlElement(document.getDocumentElement())
                .descendantsAndSelf().stream().filter(e -> e.is(Names.SIGNATURE));
    }

    /**
     * The archive time-stamps of signatures that bear this one, which are over it as it is: whatever is added to it makes
     * them wrong.
     */
    public List<String> archivedBy() {
        List<String> archived = new ArrayList<>();
        Optional<XmlElement> property = Optional.empty();
        for (Node at = element.dom().getParentNode(); at instanceof Element e; at = at.getParentNode()) {
            XmlElement above = new XmlElement(e);
            if (above.is(Names.xades("CounterSignature"))) {
                property = Optional.of(above);
            } else if (above.is(Names.SIGNATURE)
                    && property.map(FoundSignature::isStampedOver).orElse(false)) {
                archived.add(
                        "the archive time-stamp of " + above.attribute("Id").orElse("the signature around it"));
            }
        }
        return archived;
    }

    private static boolean isStampedOver(XmlElement property) {
        for (Node n = property.dom().getNextSibling(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e
                    && new XmlElement(e).name().getLocalPart().equals("ArchiveTimeStamp")) {
                return true;
            }
        }
        return false;
    }

    /** The counter-signature in an unsigned property, which must verify like its bearer. */
    public Optional<FoundSignature> counterSignature(XmlElement property)
            throws SigningRefusedException, XMLSecurityException {
        Optional<XmlElement> inside =
                property.is(Names.xades("CounterSignature")) ? property.child(Names.SIGNATURE) : Optional.empty();
        if (inside.isEmpty()) {
            return Optional.empty();
        }
        FoundSignature counter = new FoundSignature(inside.get(), data, providers);
        SignedInfo info = counter.wrapped.getSignedInfo();
        String wanted = element.child(Names.ds("SignatureValue"))
                .flatMap(value -> value.attribute("Id"))
                .map(id -> "#" + id)
                .orElse("");
        for (int i = 0; i < info.getLength(); i++) {
            if (!wanted.isEmpty() && wanted.equals(info.item(i).getURI())) {
                return Optional.of(counter);
            }
        }
        throw new SigningRefusedException("expected a counter-signature of the value of the signature that bears it,"
                + " found one of something else");
    }

    /** Whether a signature stands inside another one, as a counter-signature does. */
    private static boolean isInside(XmlElement signature) {
        for (Node at = signature.dom().getParentNode(); at instanceof Element e; at = at.getParentNode()) {
            if (new XmlElement(e).is(Names.SIGNATURE)) {
                return true;
            }
        }
        return false;
    }

    private static void registerIds(Document document) throws SigningRefusedException {
        Set<String> seen = new HashSet<>();
        for (XmlElement e : new XmlElement(document.getDocumentElement()).descendantsAndSelf()) {
            for (String name : List.of("Id", "ID", "id")) {
                Optional<String> value = e.attribute(name);
                if (value.isPresent()) {
                    if (!seen.add(value.get())) {
                        throw new SigningRefusedException(
                                "expected each identifier once, found '" + value.get() + "' twice");
                    }
                    e.dom().setIdAttributeNS(null, name, true);
                }
            }
        }
    }

    private void readCertificates() {
        element.path(Names.ds("KeyInfo")).stream()
                .flatMap(info -> info.children(Names.ds("X509Data")).stream())
                .flatMap(data -> data.children(Names.ds("X509Certificate")).stream())
                .flatMap(c -> StrictCertificates.parse(bytes(c)).value().stream())
                .forEach(certificates::add);
    }

    /** By the digest in the signed properties, of this edition or the one before it. */
    private X509Certificate namedSigner() throws SigningRefusedException {
        Optional<XmlElement> own =
                qualifying.path(Names.xades("SignedProperties"), Names.xades("SignedSignatureProperties"));
        Optional<XmlElement> digest = Stream.of("SigningCertificateV2", "SigningCertificate")
                .flatMap(name -> own.stream()
                        .flatMap(o ->
                                o.path(Names.xades(name), Names.xades("Cert"), Names.xades("CertDigest")).stream()))
                .findFirst();
        return digest.flatMap(this::certificateWith)
                .orElseThrow(() -> new SigningRefusedException(
                        "expected the signer's certificate in ds:KeyInfo and its digest among the signed properties,"
                                + " found none that fit"));
    }

    private Optional<X509Certificate> certificateWith(XmlElement digest) {
        Optional<DigestAlgorithm> algorithm = digest.child(Names.ds("DigestMethod"))
                .flatMap(m -> m.attribute("Algorithm"))
                .flatMap(DigestAlgorithm::of);
        byte[] wanted =
                digest.child(Names.ds("DigestValue")).map(FoundSignature::bytes).orElseGet(() -> new byte[0]);
        return certificates.stream()
                .filter(c -> algorithm.isPresent()
                        && Arrays.equals(wanted, algorithm.get().digest(encoded(c))))
                .findFirst();
    }

    private void verify() throws SigningRefusedException, XMLSecurityException {
        SignedInfo info = wrapped.getSignedInfo();
        for (int i = 0; i < info.getLength(); i++) {
            String uri = info.item(i).getMessageDigestAlgorithm().getAlgorithmURI();
            DigestAlgorithm digest = DigestAlgorithm.of(uri)
                    .orElseThrow(() -> new SigningRefusedException(
                            "expected a digest that can be relied on, found '" + uri + "'; nothing is kept by it"));
            if (!Arrays.equals(
                    digest.digest(data.bytes(info.item(i))), info.item(i).getDigestValue())) {
                throw new SigningRefusedException("expected a signature that verifies, found that '"
                        + info.item(i).getURI()
                        + "' was changed after it was signed; get the document as it was signed");
            }
        }
        String uri = info.getSignatureMethodURI();
        SignatureAlgorithm algorithm = SignatureAlgorithm.of(uri)
                .orElseThrow(() -> new SigningRefusedException(
                        "expected a signature algorithm that this version verifies, found '" + uri + "'"));
        byte[] value = bytes(element.child(Names.ds("SignatureValue")).orElseThrow());
        if (!algorithm.verify(signer.getPublicKey(), Core.canonical(info), value, providers)) {
            throw new SigningRefusedException("expected a signature that verifies, found one that was not made with"
                    + " the key of " + signer.getSubjectX500Principal().getName());
        }
    }

    /** The {@code ds:Signature}. */
    public XmlElement element() {
        return element;
    }

    /** The certificate that the signed properties name. */
    public X509Certificate signer() {
        return signer;
    }

    /** The level by the kinds of properties that are there. */
    public SignatureLevel level() {
        List<String> names = unsigned().stream()
                .map(e -> e.is(Names.xades141("ArchiveTimeStamp"))
                        ? "ArchiveTimeStamp141"
                        : e.name().getLocalPart())
                .toList();
        if (names.contains("ArchiveTimeStamp141")) {
            return SignatureLevel.B_LTA;
        } else if (names.contains("RevocationValues") || names.contains("AnyValidationData")) {
            return SignatureLevel.B_LT;
        }
        return names.contains("SignatureTimeStamp") ? SignatureLevel.B_T : SignatureLevel.B_B;
    }

    /** The unsigned properties of the signature, in document order. */
    public List<XmlElement> unsigned() {
        return qualifying
                .path(Names.xades("UnsignedProperties"), Names.xades("UnsignedSignatureProperties"))
                .map(XmlElement::children)
                .orElse(List.of());
    }

    /** The tokens of an unsigned property. */
    public static List<byte[]> tokens(XmlElement property) {
        return property.children(Names.xades("EncapsulatedTimeStamp")).stream()
                .map(FoundSignature::bytes)
                .toList();
    }

    /** How a time-stamp's elements were canonicalised. */
    public static String canonicalization(XmlElement property) {
        return property.child(Names.ds("CanonicalizationMethod"))
                .flatMap(m -> m.attribute("Algorithm"))
                .orElse(Names.DEFAULT_C14N);
    }

    /** What a time-stamp is over, or would be if it stood behind {@code before}. */
    public byte[] stamped(boolean archive, List<XmlElement> before, String canonicalization)
            throws XMLSecurityException {
        if (!archive) {
            return Imprints.signature(element, canonicalization);
        }
        List<byte[]> referenced = new ArrayList<>();
        SignedInfo info = wrapped.getSignedInfo();
        for (int i = 0; i < info.getLength(); i++) {
            referenced.add(data.bytes(info.item(i), canonicalization));
        }
        return Imprints.archive(element, referenced, before, canonicalization);
    }

    /** What a time-stamp over data, a signed property, is over. */
    public byte[] stampedData(XmlElement property) throws SigningRefusedException, XMLSecurityException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SignedInfo info = wrapped.getSignedInfo();
        if (property.is(Names.xades("AllDataObjectsTimeStamp"))) {
            for (int i = 0; i < info.getLength(); i++) {
                if (!Names.SIGNED_PROPERTIES_TYPE.equals(info.item(i).getType())) {
                    out.writeBytes(data.bytes(info.item(i), canonicalization(property)));
                }
            }
            return out.toByteArray();
        }
        for (XmlElement include : property.children(Names.xades("Include"))) {
            String id =
                    include.attribute("URI").filter(uri -> uri.startsWith("#")).orElse("#");
            int found = -1;
            for (int i = 0; i < info.getLength(); i++) {
                found = id.equals("#" + info.item(i).getId()) ? i : found;
            }
            if (found < 0) {
                throw new SigningRefusedException("expected a time-stamp over objects that the signature signs, found"
                        + " one over '" + id + "'");
            }
            out.writeBytes(data.bytes(info.item(found), canonicalization(property)));
        }
        return out.toByteArray();
    }

    /** The time-stamps over data among the signed properties, in document order. */
    public List<XmlElement> dataStamps() {
        return qualifying.path(Names.xades("SignedProperties"), Names.xades("SignedDataObjectProperties")).stream()
                .flatMap(properties -> properties.children().stream())
                .filter(p -> p.is(Names.xades("AllDataObjectsTimeStamp"))
                        || p.is(Names.xades("IndividualDataObjectsTimeStamp")))
                .toList();
    }

    /** All certificates, lists and answers that stand in it, those in time-stamps included, those of others not. */
    public EvidenceStore evidence() {
        EvidenceStore.Builder store = EvidenceStore.builder();
        certificates.forEach(c -> store.certificate(c, ORIGIN));
        List<XmlElement> own = Stream.concat(unsigned().stream(), dataStamps().stream())
                .filter(property -> !property.is(Names.xades("CounterSignature")))
                .toList();
        for (XmlElement property : own) {
            for (XmlElement e : property.descendantsAndSelf()) {
                switch (e.name().getLocalPart()) {
                    case "EncapsulatedX509Certificate" ->
                        StrictCertificates.parse(bytes(e)).value().ifPresent(c -> store.certificate(c, ORIGIN));
                    case "EncapsulatedCRLValue" ->
                        StrictCertificates.parseCrl(bytes(e)).value().ifPresent(l -> store.list(l, ORIGIN));
                    case "EncapsulatedOCSPValue" ->
                        StrictCertificates.parseOcsp(bytes(e)).value().ifPresent(a -> store.answer(a, ORIGIN));
                    case "EncapsulatedTimeStamp" ->
                        TimeStampToken.read(bytes(e)).value().ifPresent(t -> store.all(t.evidence()));
                    default -> {}
                }
            }
        }
        return store.build();
    }

    /** Renewed digests of all data outside of the document that signed manifests name, by this algorithm. */
    public XmlElement renewedDigests(DigestAlgorithm algorithm) throws SigningRefusedException, XMLSecurityException {
        return manifests.renewed(algorithm);
    }

    /** Adds a property behind all others. */
    public XmlElement append(XmlElement property) {
        Element unsigned = child(qualifying.dom(), "UnsignedProperties");
        Element own = child(unsigned, "UnsignedSignatureProperties");
        Element copy = (Element) own.getOwnerDocument().importNode(property.dom(), true);
        own.appendChild(copy);
        return new XmlElement(copy);
    }

    private static Element child(Element parent, String local) {
        return new XmlElement(parent)
                .child(Names.xades(local))
                .map(XmlElement::dom)
                .orElseGet(() -> {
                    String prefix = parent.getPrefix();
                    Element created = parent.getOwnerDocument()
                            .createElementNS(Names.XADES, prefix == null ? local : prefix + ":" + local);
                    parent.appendChild(created);
                    return created;
                });
    }

    static byte[] bytes(XmlElement base64) {
        try {
            return Base64.getDecoder().decode(base64.text().replaceAll("[ \\t\\r\\n]", ""));
        } catch (IllegalArgumentException e) {
            // No certificate, list, token or digest is empty, so this fits none.
            return new byte[0];
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has no encoding", e);
        }
    }
}
