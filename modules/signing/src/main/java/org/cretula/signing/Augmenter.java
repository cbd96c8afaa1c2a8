package org.cretula.signing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.cretula.signing.internal.Core;
import org.cretula.signing.internal.FoundSignature;
import org.cretula.signing.internal.FoundStamps;
import org.cretula.signing.internal.Keeping;
import org.cretula.signing.internal.Names;
import org.cretula.signing.internal.UnsignedWriter;
import org.cretula.signing.internal.ValidationMaterial;
import org.cretula.signing.internal.creation.Guard;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.AlgorithmJudgement;
import org.cretula.trust.EvidenceCollector;
import org.cretula.trust.Providers;
import org.cretula.trust.TrustMaterial;
import org.cretula.trust.timestamp.TimeStampClient;
import org.cretula.trust.timestamp.TimeStampException;
import org.cretula.trust.timestamp.TimeStampToken;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.w3c.dom.Document;

/**
 * Raises a XAdES signature of any packaging, ours or another product's, to a higher baseline level (EN 319 132-1 V1.3.1
 * clause 6), or renews one that has the highest.
 *
 * <p>Nothing is written unless all of it can be: a level is refused while a time-stamp or a status that it takes cannot
 * be had, be it of the signer, of a time-stamp or of a counter-signer. What was signed is not touched, data outside of
 * the document are not fetched but given, another signature that covers the place is not broken, and the result is read
 * again and verified before it is returned. A signature with the properties of the edition before EN 319 132-1 ({@code
 * SigningCertificate} and the like) is kept in the same way, but that standard calls it no baseline signature. Immutable;
 * may be shared by threads if the client and the collector may.
 */
public final class Augmenter {

    private final ValidationMaterial material;
    private final Providers providers;
    private final AlgorithmCatalogue catalogue;
    private final Clock clock;
    private final Means means;

    /** What it works with beside trust. */
    private record Means(
            Optional<TimeStampClient> client,
            Optional<EvidenceCollector> collector,
            List<DataObject> data,
            boolean breaking,
            boolean counterSigners,
            Optional<DigestAlgorithm> renewal,
            XmlLimits limits) {
        static final Means NONE = new Means(
                Optional.empty(), Optional.empty(), List.of(), false, true, Optional.empty(), XmlLimits.CERTIFICATE);
    }

    /**
     * An augmenter that has no time-stamps and asks nobody for evidence.
     *
     * @param trust the anchors of signers and of time-stamping authorities, and what evidence is at hand
     * @param clock for the present time
     */
    public Augmenter(TrustMaterial trust, Providers providers, Clock clock) {
        this(
                new ValidationMaterial(trust, providers, AlgorithmCatalogue.usual(), clock),
                providers,
                AlgorithmCatalogue.usual(),
                clock,
                Means.NONE);
    }

    private Augmenter(
            ValidationMaterial material, Providers providers, AlgorithmCatalogue catalogue, Clock clock, Means means) {
        this.material = material;
        this.providers = providers;
        this.catalogue = catalogue;
        this.clock = clock;
        this.means = means;
    }

    private Augmenter with(Means other) {
        return new Augmenter(material, providers, catalogue, clock, other);
    }

    /** The same, with time-stamps from here. */
    public Augmenter stampedBy(TimeStampClient client) {
        return with(new Means(
                Optional.of(client),
                means.collector,
                means.data,
                means.breaking,
                means.counterSigners,
                means.renewal,
                means.limits));
    }

    /** The same, which fetches evidence that is not at hand. */
    public Augmenter collectingBy(EvidenceCollector collector) {
        return with(new Means(
                means.client,
                Optional.of(collector),
                means.data,
                means.breaking,
                means.counterSigners,
                means.renewal,
                means.limits));
    }

    /**
     * The same, for signatures of data outside of their documents; found by their URIs, and where a signature gives none,
     * only if there is one object.
     */
    public Augmenter withData(DataObject... objects) {
        return with(new Means(
                means.client,
                means.collector,
                List.of(objects),
                means.breaking,
                means.counterSigners,
                means.renewal,
                means.limits));
    }

    /** The same, even if other signatures of the document, which cover the one that is raised, do not verify afterwards. */
    public Augmenter breakingOtherSignatures() {
        return with(new Means(
                means.client, means.collector, means.data, true, means.counterSigners, means.renewal, means.limits));
    }

    /**
     * The same, without evidence for counter-signatures, be it that they do not verify or that nobody is to vouch for
     * their signers; what stands there is kept as it is, but may not be judged later.
     */
    public Augmenter leavingCounterSignersOut() {
        return with(new Means(
                means.client, means.collector, means.data, means.breaking, false, means.renewal, means.limits));
    }

    /**
     * The same, which renews the digests of data outside of the document that a signed manifest names, before an archive
     * time-stamp: that one covers the manifest and not the data, so they are kept by their digest alone, and need
     * another before its algorithm falls. All of the data must be given.
     *
     * @param algorithm a stronger one than the manifest's
     */
    public Augmenter renewingDigests(DigestAlgorithm algorithm) {
        return with(new Means(
                means.client,
                means.collector,
                means.data,
                means.breaking,
                means.counterSigners,
                Optional.of(algorithm),
                means.limits));
    }

    /** The same, for documents within these limits; usual are those of a certificate of origin. */
    public Augmenter within(XmlLimits limits) {
        return with(new Means(
                means.client,
                means.collector,
                means.data,
                means.breaking,
                means.counterSigners,
                means.renewal,
                limits));
    }

    /** Raises the only signature of a document; see {@link #augment(byte[], Optional, SignatureLevel)}. */
    public byte[] augment(byte[] signed, SignatureLevel level) throws SigningRefusedException {
        return augment(signed, Optional.empty(), level);
    }

    /**
     * Raises a signature to a level, by all steps that lie between; one that has B-LTA is given a further archive
     * time-stamp.
     *
     * @param signed the document
     * @param id of the signature, be it a counter-signature; when empty there must be one only that is none
     * @param level above the one that the signature has, or B-LTA
     * @return the document, UTF-8, with XML declaration
     * @throws SigningRefusedException when it cannot be raised; the message says what is missing and where to get it
     */
    public byte[] augment(byte[] signed, Optional<String> id, SignatureLevel level) throws SigningRefusedException {
        Document document = parsed(signed);
        try {
            FoundSignature signature = FoundSignature.in(document, id, means.data, providers);
            boolean alone =
                    document.getElementsByTagNameNS(Names.DS, "Signature").getLength() == 1;
            Optional<Guard> guard = alone ? Optional.empty() : Optional.of(Guard.before(document));
            refuseBroken(signature, signature.archivedBy());
            raise(signature, level);
            refuseBroken(signature, guard.map(Guard::broken).orElse(List.of()));
            return verified(document, id);
        } catch (XMLSecurityException e) {
            throw new SigningRefusedException("expected a signature that can be verified, found: " + e.getMessage(), e);
        }
    }

    private void raise(FoundSignature signature, SignatureLevel level)
            throws SigningRefusedException, XMLSecurityException {
        SignatureLevel has = signature.level();
        if (level == SignatureLevel.B_B || (has.compareTo(level) >= 0 && level != SignatureLevel.B_LTA)) {
            throw new SigningRefusedException("expected a level above the one that the signature has, found " + level
                    + " asked for and " + has + " there; ask for B-LTA to renew it");
        }
        if (has == SignatureLevel.B_B) {
            byte[] stamped = signature.stamped(false, List.of(), Names.EXCLUSIVE_C14N);
            signature.append(UnsignedWriter.signatureTimeStamp(stamp(stamped, SignatureLevel.B_T)));
        }
        if (level != SignatureLevel.B_T) {
            boolean archived = level == SignatureLevel.B_LTA;
            new Keeping(signature, means.collector.map(material::collectingBy).orElse(material), clock.instant())
                    .add(has.compareTo(SignatureLevel.B_LT) < 0, archived && means.counterSigners);
        }
        if (level == SignatureLevel.B_LTA) {
            if (means.renewal.isPresent()) {
                signature.append(signature.renewedDigests(reliable(means.renewal.get())));
            }
            byte[] stamped = signature.stamped(true, signature.unsigned(), Names.EXCLUSIVE_C14N);
            signature.append(UnsignedWriter.archiveTimeStamp(stamp(stamped, SignatureLevel.B_LTA)));
        }
    }

    private DigestAlgorithm reliable(DigestAlgorithm algorithm) throws SigningRefusedException {
        AlgorithmJudgement judgement = catalogue.digest(algorithm.jcaName(), clock.instant());
        if (!judgement.reliable()) {
            throw new SigningRefusedException(
                    "expected a digest that can be relied on, found " + judgement.words() + "; choose another");
        }
        return algorithm;
    }

    private void refuseBroken(FoundSignature raised, List<String> broken) throws SigningRefusedException {
        if (!broken.isEmpty() && !means.breaking) {
            throw new SigningRefusedException("raising '"
                    + raised.element().attribute("Id").orElse("the signature") + "' would break "
                    + String.join(", ", broken)
                    + ", which covers it; raise that signature instead, or say breakingOtherSignatures");
        }
    }

    private Document parsed(byte[] xml) throws SigningRefusedException {
        XmlParse parse = new XmlDoor(means.limits).parse(xml);
        if (parse instanceof XmlParse.Refused refused) {
            throw new SigningRefusedException("not a document to augment: " + refused.explanation());
        }
        return ((XmlParse.Parsed) parse).document();
    }

    private TimeStampToken stamp(byte[] stamped, SignatureLevel level) throws SigningRefusedException {
        if (means.client.isEmpty()) {
            throw new SigningRefusedException("level " + level
                    + " takes a time-stamp, and there is no authority to ask; name one, or ask for a lower level");
        }
        try {
            return means.client.get().stamp(stamped);
        } catch (TimeStampException e) {
            throw new SigningRefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** What its own maker cannot verify must not leave the house. */
    private byte[] verified(Document document, Optional<String> id)
            throws SigningRefusedException, XMLSecurityException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".getBytes(StandardCharsets.UTF_8));
        out.writeBytes(Core.canonical(document));
        out.write('\n');
        // Each reference, the value and every time-stamp; a contradiction refuses.
        FoundStamps.of(FoundSignature.in(parsed(out.toByteArray()), id, means.data, providers), material);
        return out.toByteArray();
    }
}
