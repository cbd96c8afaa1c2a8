package org.cretula.sealing;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.cretula.certificate.CertificateReader;
import org.cretula.certificate.CertificateReading;
import org.cretula.sealing.internal.ProfileChecks;
import org.cretula.sealing.internal.SealSlot;
import org.cretula.signing.SignatureRequest;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.XadesSigner;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.Providers;
import org.cretula.verdict.Finding;
import org.cretula.xml.Canonicalization;
import org.cretula.xml.Peculiarity;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.w3c.dom.Document;

/**
 * Seals a certificate of origin: XAdES B-B over the whole document, in UBL's own slot.
 *
 * <p>What would not be judged valid afterwards is not sealed: a certificate that cannot be read whole, one that bears a
 * signature already, one with comments or processing instructions. May be shared by threads.
 */
public final class CertificateSealer {

    private static final String MIME_TYPE = "application/xml";

    private static final XmlDoor DOOR = new XmlDoor(XmlLimits.CERTIFICATE);

    /** More than a seal of level B-B takes without documents of its policy. */
    private static final int ROOM_FOR_SEAL = 1 << 18;

    private final XadesSigner signer;

    /** A sealer with this key. */
    public CertificateSealer(KeyEntry key, Providers providers) {
        this.signer = new XadesSigner(key, providers);
    }

    /**
     * Seals a certificate.
     *
     * @param certificate UBL 2.4, profile {@code urn:cretula:co:1}, unsigned
     * @param signingTime the time to claim
     * @return the sealed document; the same arguments give the same bytes
     * @throws SigningRefusedException when it must not be sealed; the message says why and what to do
     */
    public byte[] seal(byte[] certificate, Instant signingTime) throws SigningRefusedException {
        return signer.sign(request(certificate), signingTime);
    }

    /**
     * The request for a seal, to be prepared where the key is elsewhere, or to be said more in: the algorithm, a
     * commitment, a role, a place, a policy.
     *
     * @param certificate UBL 2.4, profile {@code urn:cretula:co:1}, unsigned
     * @throws SigningRefusedException when it must not be sealed; the message says why and what to do
     */
    public static SignatureRequest request(byte[] certificate) throws SigningRefusedException {
        XmlParse parse = DOOR.parse(certificate);
        Finding document = new ProfileChecks.DocumentReadable().examine(parse);
        if (!(parse instanceof XmlParse.Parsed parsed)) {
            throw new SigningRefusedException("not a document to seal: " + document.explanation());
        }
        refusePeculiar(parsed);
        refuseSealed(parsed);
        if (new CertificateReader().read(parsed.root()) instanceof CertificateReading.Unreadable unreadable) {
            List<String> problems = unreadable.problems();
            throw new SigningRefusedException("not a certificate of profile urn:cretula:co:1: "
                    + String.join("; ", problems.subList(0, Math.min(5, problems.size())))
                    + (problems.size() > 5 ? "; and " + (problems.size() - 5) + " more" : ""));
        }
        XmlElement slot = SealSlot.open(parsed.root());
        refuseTooLarge(parsed.document());
        return SignatureRequest.enveloped(parsed.document(), slot, MIME_TYPE);
    }

    /** As it will be written, for that may be longer than what was read. */
    private static void refuseTooLarge(Document document) throws SigningRefusedException {
        AtomicLong bytes = new AtomicLong();
        Canonicalization.INCLUSIVE.write(document, (from, offset, count) -> bytes.addAndGet(count));
        if (bytes.get() + ROOM_FOR_SEAL > SealJudge.MAX_BYTES) {
            throw new SigningRefusedException("expected a certificate of at most "
                    + (SealJudge.MAX_BYTES - ROOM_FOR_SEAL) + " bytes, so that it is judged with its seal, found "
                    + bytes.get() + "; leave out what is large, such as an embedded document");
        }
    }

    private static void refusePeculiar(XmlParse.Parsed parsed) throws SigningRefusedException {
        if (!parsed.peculiarities().isEmpty()) {
            throw new SigningRefusedException("a sealed certificate has no room for "
                    + String.join(
                            "; ",
                            parsed.peculiarities().stream()
                                    .map(Peculiarity::describe)
                                    .toList())
                    + "; remove it first");
        }
    }

    private static void refuseSealed(XmlParse.Parsed parsed) throws SigningRefusedException {
        if (!SealSlot.signatures(parsed.root()).isEmpty()) {
            throw new SigningRefusedException(
                    "the certificate bears a signature already, which a second seal would break; seal the unsigned one");
        }
        if (SealSlot.isOpen(parsed.root())) {
            throw new SigningRefusedException(
                    "the certificate has a place for a seal already, beside which a second one is not read; remove it first");
        }
    }
}
