package org.cretula.signing.internal.creation;

import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.Reference;
import org.apache.xml.security.signature.SignedInfo;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.internal.Core;
import org.cretula.signing.internal.Names;
import org.cretula.trust.Providers;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlParse;

/**
 * Verifies the core of a signature just made, read again from the bytes that are to leave the house: every digest within
 * the document, the value, and the signing certificate. A signature that its own maker cannot verify must not leave.
 *
 * <p>An enveloped signature needs no second reading: {@link Sheet} took the digests from the bytes themselves, by a reader
 * that believes nothing and shares no code with their writer, and what was put between them is text of our own, of which
 * the signed information was read likewise. So it is its value alone that remains to be verified. That holds as long as the
 * bytes have not left this process: a draft that was kept elsewhere is read whole.
 *
 * <p>Digests are asked of Santuario, which shares no code with their maker, but for those of whole documents, for which
 * its XPath is too slow. Data outside of the document are not read again: their digests are part of the bytes that were
 * signed.
 */
final class AfterSigning {

    private static final String WRONG_VALUE =
            "the value is not the key's signature of the signed information; does the private key belong to the"
                    + " certificate?";

    private static final String PREPARE = "; prepare it anew";

    private final Draft draft;
    private final Providers providers;

    AfterSigning(Draft draft, Providers providers) {
        this.draft = draft;
        this.providers = providers;
    }

    /** What is wrong; empty when nothing is. */
    Optional<String> fault(byte[] signed, byte[] value) {
        if (draft.proven()) {
            return verifies(value) ? Optional.empty() : Optional.of(WRONG_VALUE);
        }
        if (!(Drafting.OWN_DOOR.parse(signed) instanceof XmlParse.Parsed parsed)) {
            return Optional.of("the signed document is larger than a verifier would accept; sign less of it");
        }
        List<XmlElement> all = parsed.root().descendantsAndSelf();
        List<XmlElement> signatures = all.stream()
                .filter(e -> e.is(Names.SIGNATURE) && e.attribute("Id").equals(Optional.of(draft.id())))
                .toList();
        if (signatures.size() != 1) {
            return Optional.of("expected one signature '" + draft.id() + "', found " + signatures.size() + PREPARE);
        }
        try {
            XmlElement info = signatures.get(0).child(Names.ds("SignedInfo")).orElseThrow();
            if (!Arrays.equals(Core.exclusive(info.dom()), draft.toBeSigned())) {
                return Optional.of("the signed information is not what was prepared" + PREPARE);
            }
            if (!saysAsPrepared(signatures.get(0), info)) {
                return Optional.of("it says another algorithm or another time than what was prepared" + PREPARE);
            }
            return fault(signatures.get(0), all);
        } catch (XMLSecurityException | CertificateEncodingException e) {
            return Optional.of("it cannot be read: " + e.getMessage() + PREPARE);
        }
    }

    /** What the signer was told of the signature is what the signature says. */
    private boolean saysAsPrepared(XmlElement signature, XmlElement info) {
        Optional<String> algorithm =
                info.child(Names.ds("SignatureMethod")).flatMap(method -> method.attribute("Algorithm"));
        Optional<String> time = signature
                .path(
                        Names.ds("Object"),
                        Names.xades("QualifyingProperties"),
                        Names.xades("SignedProperties"),
                        Names.xades("SignedSignatureProperties"),
                        Names.xades("SigningTime"))
                .map(XmlElement::text);
        return algorithm.equals(Optional.of(draft.algorithm().uri()))
                && time.equals(Optional.of(draft.time().toString()));
    }

    private Optional<String> fault(XmlElement signature, List<XmlElement> all)
            throws XMLSecurityException, CertificateEncodingException {
        Guard.identify(all);
        SignedInfo references = Core.wrap(signature.dom()).getSignedInfo();
        for (int i = 0; i < references.getLength(); i++) {
            Reference reference = references.item(i);
            boolean inside = reference.getURI().isEmpty() || reference.getURI().startsWith("#");
            if (inside && !leadsTo(signature, reference)) {
                return Optional.of(
                        "the digest of '" + reference.getURI() + "' is not that of what it leads to" + PREPARE);
            }
        }
        byte[] value = Base64.getDecoder()
                .decode(signature
                        .child(Names.ds("SignatureValue"))
                        .orElseThrow()
                        .text());
        if (!verifies(value)) {
            return Optional.of(WRONG_VALUE);
        }
        return namesSigner(signature)
                ? Optional.empty()
                : Optional.of("it does not name the certificate of the key that signed" + PREPARE);
    }

    /** Whether the digest is that of what the reference leads to. */
    private static boolean leadsTo(XmlElement signature, Reference reference) throws XMLSecurityException {
        Optional<DigestAlgorithm> algorithm =
                DigestAlgorithm.of(reference.getMessageDigestAlgorithm().getAlgorithmURI());
        Optional<byte[]> whole =
                algorithm.flatMap(a -> WholeDocument.digest(signature, new XmlElement(reference.getElement()), a));
        return whole.isPresent() ? MessageDigest.isEqual(whole.get(), reference.getDigestValue()) : reference.verify();
    }

    /** The signed information is known to be what was prepared. */
    private boolean verifies(byte[] value) {
        return draft.algorithm().verify(draft.certificate().getPublicKey(), draft.toBeSigned(), value, providers);
    }

    private boolean namesSigner(XmlElement signature) throws CertificateEncodingException {
        byte[] der = draft.certificate().getEncoded();
        String carried = signature
                .path(Names.ds("KeyInfo"), Names.ds("X509Data"), Names.ds("X509Certificate"))
                .map(XmlElement::text)
                .orElse("");
        XmlElement digest = signature
                .path(
                        Names.ds("Object"),
                        Names.xades("QualifyingProperties"),
                        Names.xades("SignedProperties"),
                        Names.xades("SignedSignatureProperties"),
                        Names.xades("SigningCertificateV2"),
                        Names.xades("Cert"),
                        Names.xades("CertDigest"))
                .orElseThrow();
        Optional<DigestAlgorithm> algorithm = digest.child(Names.ds("DigestMethod"))
                .flatMap(method -> method.attribute("Algorithm"))
                .flatMap(DigestAlgorithm::of);
        String value =
                digest.child(Names.ds("DigestValue")).map(XmlElement::text).orElse("");
        return carried.equals(Base64.getEncoder().encodeToString(der))
                && algorithm.map(a -> a.base64(der).equals(value)).orElse(false);
    }
}
