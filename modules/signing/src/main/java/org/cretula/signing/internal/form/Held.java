package org.cretula.signing.internal.form;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.internal.Names;
import org.cretula.xml.XmlElement;

/** What stands in a signature, taken as it is found: nothing that is missing or wrong is an error here. */
public final class Held {

    static final QName ARCHIVE = xades141("ArchiveTimeStamp");

    private final XmlElement signature;
    private final List<XmlElement> qualifying;
    private final List<XmlElement> signedProperties;
    private final List<XmlElement> signatureProperties;
    private final List<XmlElement> dataProperties;
    private final List<XmlElement> unsigned;
    private final Signer signer;
    private final Material material;

    /**
     * The certificate that the signature says its signer's is.
     *
     * @param certificate the one; empty if none was found
     * @param named whether a property names it by its digest, rather than that it is the first in {@code ds:KeyInfo}
     * @param told how it was found, or why not, for a sentence
     */
    record Signer(Optional<X509Certificate> certificate, boolean named, String told) {}

    /** Of a {@code ds:Signature}. */
    public Held(XmlElement signature) {
        this(signature, true);
    }

    /**
     * The same.
     *
     * @param withMaterial whether certificates, lists and answers are read, which takes most of the time
     */
    Held(XmlElement signature, boolean withMaterial) {
        this.signature = signature;
        this.qualifying = below(signature.children(Names.ds("Object")), Names.xades("QualifyingProperties"));
        this.signedProperties = below(qualifying, Names.xades("SignedProperties"));
        this.signatureProperties = all(below(signedProperties, Names.xades("SignedSignatureProperties")));
        this.dataProperties = all(below(signedProperties, Names.xades("SignedDataObjectProperties")));
        List<XmlElement> lists = below(qualifying, Names.xades("UnsignedProperties"));
        this.unsigned = all(below(lists, Names.xades("UnsignedSignatureProperties")));
        this.material = new Material(this, withMaterial);
        this.signer = find();
        this.material.read(signer.certificate());
    }

    static QName xades141(String local) {
        return new QName(Names.XADES_141, local);
    }

    private static List<XmlElement> below(List<XmlElement> parents, QName name) {
        return parents.stream().flatMap(p -> p.children(name).stream()).toList();
    }

    private static List<XmlElement> all(List<XmlElement> parents) {
        return parents.stream().flatMap(p -> p.children().stream()).toList();
    }

    static List<XmlElement> named(List<XmlElement> elements, QName name) {
        return elements.stream().filter(e -> e.is(name)).toList();
    }

    XmlElement signature() {
        return signature;
    }

    List<XmlElement> qualifying() {
        return qualifying;
    }

    List<XmlElement> signedProperties() {
        return signedProperties;
    }

    List<XmlElement> signatureProperties() {
        return signatureProperties;
    }

    List<XmlElement> dataProperties() {
        return dataProperties;
    }

    /** The unsigned properties of the signature, in document order. */
    List<XmlElement> unsigned() {
        return unsigned;
    }

    Material material() {
        return material;
    }

    Signer signer() {
        return signer;
    }

    List<XmlElement> keyInfo() {
        return signature.children(Names.ds("KeyInfo"));
    }

    List<XmlElement> x509Data() {
        return below(keyInfo(), Names.ds("X509Data"));
    }

    List<XmlElement> canonicalizationMethods() {
        return below(signature.children(Names.ds("SignedInfo")), Names.ds("CanonicalizationMethod"));
    }

    List<XmlElement> references() {
        return below(signature.children(Names.ds("SignedInfo")), Names.ds("Reference"));
    }

    List<XmlElement> transforms() {
        return all(below(references(), Names.ds("Transforms")));
    }

    List<XmlElement> formats() {
        return named(dataProperties, Names.xades("DataObjectFormat"));
    }

    /** Those of the signature itself, in document order: over data, over the signature, over all before them. */
    List<XmlElement> timeStamps() {
        return Stream.concat(dataProperties.stream(), unsigned.stream())
                .filter(p ->
                        p.name().getLocalPart().contains("TimeStamp") && !p.is(xades141("TimeStampValidationData")))
                .toList();
    }

    /** The references that are not to the signature's own properties. */
    List<XmlElement> dataReferences() {
        return references().stream().filter(r -> !isToProperties(r)).toList();
    }

    boolean isToProperties(XmlElement reference) {
        return reference.attribute("Type").equals(Optional.of(Names.SIGNED_PROPERTIES_TYPE))
                || signedProperties.stream().anyMatch(p -> leads(reference, p));
    }

    static boolean leads(XmlElement reference, XmlElement to) {
        return to.attribute("Id").isPresent()
                && reference.attribute("URI").equals(to.attribute("Id").map(id -> "#" + id));
    }

    /** The manifests that a reference leads to, or to the object around them. */
    List<XmlElement> signedManifests() {
        List<XmlElement> manifests = new ArrayList<>();
        for (XmlElement object : signature.children(Names.ds("Object"))) {
            for (XmlElement manifest : object.children(Names.ds("Manifest"))) {
                if (references().stream().anyMatch(r -> leads(r, manifest) || leads(r, object))) {
                    manifests.add(manifest);
                }
            }
        }
        return manifests;
    }

    /** Whether an attribute certificate or a signed assertion is among the signer's roles. */
    boolean hasAttributes() {
        return signatureProperties.stream()
                .filter(p -> p.is(Names.xades("SignerRoleV2")) || p.is(Names.xades("SignerRole")))
                .flatMap(p -> p.children().stream())
                .anyMatch(p -> p.is(Names.xades("CertifiedRolesV2"))
                        || p.is(Names.xades("CertifiedRoles"))
                        || p.is(Names.xades("SignedAssertions")));
    }

    private Signer find() {
        List<X509Certificate> there = material.inKeyInfo();
        List<XmlElement> digests = signatureProperties.stream()
                .filter(p -> p.is(Names.xades("SigningCertificateV2")) || p.is(Names.xades("SigningCertificate")))
                .flatMap(p -> p.children(Names.xades("Cert")).stream().limit(1))
                .flatMap(cert -> cert.children(Names.xades("CertDigest")).stream())
                .toList();
        if (digests.isEmpty()) {
            return new Signer(there.stream().findFirst(), false, "no property names the signer's certificate");
        }
        XmlElement digest = digests.get(0);
        Optional<DigestAlgorithm> algorithm = digest.child(Names.ds("DigestMethod"))
                .flatMap(m -> m.attribute("Algorithm"))
                .flatMap(DigestAlgorithm::of);
        if (algorithm.isEmpty()) {
            return new Signer(
                    there.stream().findFirst(),
                    false,
                    "the signer's certificate is named by a digest that this version does not compute");
        }
        String wanted = digest.child(Names.ds("DigestValue"))
                .map(v -> v.text().replaceAll("\\s", ""))
                .orElse("");
        for (X509Certificate certificate : material.certificates()) {
            if (algorithm.get().base64(Material.encoded(certificate)).equals(wanted)) {
                return new Signer(Optional.of(certificate), true, "the certificate that the signed properties name");
            }
        }
        return new Signer(Optional.empty(), true, "the certificate that the signed properties name is not in the file");
    }
}
