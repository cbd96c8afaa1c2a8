package org.cretula.signing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.cretula.signing.internal.Core;
import org.cretula.signing.internal.FoundSignature;
import org.cretula.signing.internal.Names;
import org.cretula.signing.internal.UnsignedWriter;
import org.cretula.signing.internal.ValidationMaterial;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.EvidenceCollector;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.Providers;
import org.cretula.trust.Purpose;
import org.cretula.trust.TrustMaterial;
import org.cretula.trust.timestamp.TimeStampClient;
import org.cretula.trust.timestamp.TimeStampException;
import org.cretula.trust.timestamp.TimeStampResult;
import org.cretula.trust.timestamp.TimeStampToken;
import org.cretula.verdict.Finding;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.w3c.dom.Document;

/**
 * Raises a XAdES signature, ours or another product's, to a higher baseline level (EN 319 132-1 V1.3.1 clause 6), or
 * renews one that has the highest.
 *
 * <p>Nothing is written unless all of it can be: a level is refused while a time-stamp or a status that it takes cannot
 * be had. What was signed is not touched, and the result is read again and verified before it is returned. Immutable;
 * may be shared by threads if the client and the collector may.
 */
public final class Augmenter {

    private final TrustMaterial trust;
    private final Providers providers;
    private final AlgorithmCatalogue catalogue;
    private final Clock clock;
    private final Optional<TimeStampClient> client;
    private final Optional<EvidenceCollector> collector;
    private final XmlDoor door = new XmlDoor(XmlLimits.CERTIFICATE);

    /**
     * An augmenter that has no time-stamps and asks nobody for evidence.
     *
     * @param trust the anchors of signers and of time-stamping authorities, and what evidence is at hand
     * @param clock for the present time
     */
    public Augmenter(TrustMaterial trust, Providers providers, Clock clock) {
        this(trust, providers, AlgorithmCatalogue.usual(), clock, Optional.empty(), Optional.empty());
    }

    private Augmenter(
            TrustMaterial trust,
            Providers providers,
            AlgorithmCatalogue catalogue,
            Clock clock,
            Optional<TimeStampClient> client,
            Optional<EvidenceCollector> collector) {
        this.trust = trust;
        this.providers = providers;
        this.catalogue = catalogue;
        this.clock = clock;
        this.client = client;
        this.collector = collector;
    }

    /** The same, with time-stamps from here. */
    public Augmenter stampedBy(TimeStampClient newClient) {
        return new Augmenter(trust, providers, catalogue, clock, Optional.of(newClient), collector);
    }

    /** The same, which fetches evidence that is not at hand. */
    public Augmenter collectingBy(EvidenceCollector newCollector) {
        return new Augmenter(trust, providers, catalogue, clock, client, Optional.of(newCollector));
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
            FoundSignature signature = FoundSignature.in(document, id, providers);
            SignatureLevel has = signature.level();
            if (level == SignatureLevel.B_B || (has.compareTo(level) >= 0 && level != SignatureLevel.B_LTA)) {
                throw new SigningRefusedException("expected a level above the one that the signature has, found "
                        + level + " asked for and " + has + " there; ask for B-LTA to renew it");
            }
            if (has == SignatureLevel.B_B) {
                byte[] stamped = signature.stamped(false, List.of(), Names.EXCLUSIVE_C14N);
                signature.append(UnsignedWriter.signatureTimeStamp(stamp(stamped, SignatureLevel.B_T)));
            }
            if (level != SignatureLevel.B_T) {
                addEvidence(signature, has.compareTo(SignatureLevel.B_LT) < 0);
            }
            if (level == SignatureLevel.B_LTA) {
                byte[] stamped = signature.stamped(true, signature.unsigned(), Names.EXCLUSIVE_C14N);
                signature.append(UnsignedWriter.archiveTimeStamp(stamp(stamped, SignatureLevel.B_LTA)));
            }
            return verified(document, id);
        } catch (XMLSecurityException e) {
            throw new SigningRefusedException("expected a signature that can be verified, found: " + e.getMessage(), e);
        }
    }

    private Document parsed(byte[] xml) throws SigningRefusedException {
        XmlParse parse = door.parse(xml);
        if (parse instanceof XmlParse.Refused refused) {
            throw new SigningRefusedException("not a document to augment: " + refused.explanation());
        }
        return ((XmlParse.Parsed) parse).document();
    }

    private TimeStampToken stamp(byte[] stamped, SignatureLevel level) throws SigningRefusedException {
        if (client.isEmpty()) {
            throw new SigningRefusedException("level " + level
                    + " takes a time-stamp, and there is no authority to ask; name one, or ask for a lower level");
        }
        try {
            return client.get().stamp(stamped);
        } catch (TimeStampException e) {
            throw new SigningRefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Adds whatever is not there of what it takes to judge the signer, if asked, and every time-stamp. */
    private void addEvidence(FoundSignature signature, boolean ofSigner)
            throws SigningRefusedException, XMLSecurityException {
        ValidationMaterial material = new ValidationMaterial(trust, providers, catalogue, clock, collector);
        EvidenceStore present = signature.evidence();
        EvidenceStore ofStamps = EvidenceStore.empty();
        List<Instant> times = new ArrayList<>();
        for (TimeStampResult result : results(signature, material)) {
            times.add(result.token().time());
            ofStamps = ofStamps.plus(material.ofTimeStamp(result));
        }
        Instant best = times.stream().min(Comparator.naturalOrder()).orElseGet(clock::instant);
        if (ofSigner) {
            EvidenceStore own = material.of(signature.signer(), present, Purpose.ISSUER, best);
            EvidenceStore missing = ValidationMaterial.without(own, present);
            if (!missing.certificates().isEmpty()) {
                signature.append(UnsignedWriter.certificateValues(missing.certificates()));
            }
            if (!missing.lists().isEmpty() || !missing.answers().isEmpty()) {
                signature.append(UnsignedWriter.revocationValues(missing));
            }
            present = present.plus(own);
        }
        EvidenceStore missing = ValidationMaterial.without(ofStamps, present);
        if (!missing.isEmpty()) {
            signature.append(UnsignedWriter.timeStampValidationData(missing));
        }
    }

    /** Every time-stamp, each held against what it is over. */
    private List<TimeStampResult> results(FoundSignature signature, ValidationMaterial material)
            throws SigningRefusedException, XMLSecurityException {
        List<TimeStampResult> results = new ArrayList<>();
        List<XmlElement> unsigned = signature.unsigned();
        for (int i = 0; i < unsigned.size(); i++) {
            XmlElement property = unsigned.get(i);
            String name = property.name().getLocalPart();
            List<byte[]> tokens = FoundSignature.tokens(property);
            if (tokens.isEmpty()) {
                continue;
            }
            boolean archive = name.equals("ArchiveTimeStamp");
            if (!archive && !name.equals("SignatureTimeStamp")) {
                throw new SigningRefusedException("expected signature and archive time-stamps only, found " + name
                        + "; this version does not know what that is over");
            }
            byte[] stamped =
                    signature.stamped(archive, unsigned.subList(0, i), FoundSignature.canonicalization(property));
            for (byte[] token : tokens) {
                results.add(material.examined(token, stamped, signature.evidence()));
            }
        }
        return results;
    }

    /** What its own maker cannot verify must not leave the house. */
    private byte[] verified(Document document, Optional<String> id)
            throws SigningRefusedException, XMLSecurityException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".getBytes(StandardCharsets.UTF_8));
        out.writeBytes(Core.canonical(document));
        out.write('\n');
        FoundSignature again = FoundSignature.in(parsed(out.toByteArray()), id, providers);
        ValidationMaterial material = new ValidationMaterial(trust, providers, catalogue, clock, Optional.empty());
        for (TimeStampResult result : results(again, material)) {
            Optional<Finding> fault = ValidationMaterial.contradiction(result);
            if (fault.isPresent()) {
                throw new SigningRefusedException("the augmented signature does not verify: "
                        + fault.get().explanation());
            }
        }
        return out.toByteArray();
    }
}
