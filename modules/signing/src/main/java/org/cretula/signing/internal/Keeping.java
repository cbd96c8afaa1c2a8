package org.cretula.signing.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.cretula.signing.SigningRefusedException;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.Purpose;
import org.cretula.xml.XmlElement;

/**
 * Adds to a signature whatever is not there of what it takes to judge it later: of its signer, of its counter-signers,
 * and of every time-stamp; EN 319 132-1 V1.3.1 clause 6.3 (p) to (y) and (aa).
 *
 * <p>All of it goes behind what is there, into the signature that is raised: an archive time-stamp may be over a
 * counter-signature as it is, so nothing is put into one.
 */
public final class Keeping {

    private static final int MOST_COUNTER_SIGNATURES = 16;
    private static final int DEEPEST = 4;

    private final FoundSignature signature;
    private final ValidationMaterial material;
    private final Instant now;
    private int counterSignatures;

    public Keeping(FoundSignature signature, ValidationMaterial material, Instant now) {
        this.signature = signature;
        this.material = material;
        this.now = now;
    }

    /**
     * Adds it.
     *
     * @param signer whether the signer's is not known to be there
     * @param counterSigners whether that of counter-signers is asked for
     */
    public void add(boolean signer, boolean counterSigners) throws SigningRefusedException, XMLSecurityException {
        EvidenceStore present = signature.evidence();
        List<FoundStamps.Found> stamps = FoundStamps.of(signature, material);
        EvidenceStore ofStamps = of(stamps);
        if (signer) {
            EvidenceStore own = material.of(signature.signer(), present, Purpose.ISSUER, best(stamps, now));
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
            present = present.plus(ofStamps);
        }
        if (counterSigners) {
            EvidenceStore theirs = ofCounterSigners(signature, present, stamps, now, 1);
            EvidenceStore further = ValidationMaterial.without(theirs, present);
            if (!further.isEmpty()) {
                signature.append(UnsignedWriter.anyValidationData(further));
            }
        }
    }

    private EvidenceStore of(List<FoundStamps.Found> stamps) throws SigningRefusedException {
        EvidenceStore evidence = EvidenceStore.empty();
        for (FoundStamps.Found stamp : stamps) {
            evidence = evidence.plus(material.ofTimeStamp(stamp.result()));
        }
        return evidence;
    }

    /** The earliest time at which the signature is known to exist; data had theirs before it. */
    private static Instant best(List<FoundStamps.Found> stamps, Instant known) {
        return stamps.stream()
                .filter(stamp -> stamp.place() >= 0)
                .map(stamp -> stamp.result().token().time())
                .filter(time -> time.isBefore(known))
                .min(Comparator.naturalOrder())
                .orElse(known);
    }

    private EvidenceStore ofCounterSigners(
            FoundSignature bearer, EvidenceStore present, List<FoundStamps.Found> around, Instant known, int depth)
            throws SigningRefusedException, XMLSecurityException {
        EvidenceStore evidence = EvidenceStore.empty();
        List<XmlElement> unsigned = bearer.unsigned();
        for (int i = 0; i < unsigned.size(); i++) {
            if (!unsigned.get(i).is(Names.xades("CounterSignature"))) {
                continue;
            }
            if (++counterSignatures > MOST_COUNTER_SIGNATURES || depth > DEEPEST) {
                throw new SigningRefusedException("expected at most " + MOST_COUNTER_SIGNATURES
                        + " counter-signatures, " + DEEPEST + " deep, found more; " + REMEDY);
            }
            int place = i;
            Instant archived = best(
                    around.stream()
                            .filter(stamp -> stamp.archive() && stamp.place() > place)
                            .toList(),
                    known);
            try {
                Optional<FoundSignature> counter = bearer.counterSignature(unsigned.get(i));
                if (counter.isPresent()) {
                    evidence = evidence.plus(ofCounterSigner(counter.get(), present, archived, depth));
                }
            } catch (SigningRefusedException | XMLSecurityException e) {
                throw new SigningRefusedException(
                        "a counter-signature cannot be kept: " + e.getMessage() + "; " + REMEDY, e);
            }
        }
        return evidence;
    }

    private static final String REMEDY =
            "where it need not be kept, say leavingCounterSignersOut (what stands there stays as it is)";

    private EvidenceStore ofCounterSigner(FoundSignature counter, EvidenceStore present, Instant known, int depth)
            throws SigningRefusedException, XMLSecurityException {
        List<FoundStamps.Found> stamps = new ArrayList<>(FoundStamps.of(counter, material));
        EvidenceStore all = present.plus(counter.evidence());
        EvidenceStore own = material.of(counter.signer(), all, Purpose.ISSUER, best(stamps, known));
        EvidenceStore needed = own.plus(of(stamps));
        EvidenceStore below = ofCounterSigners(counter, all.plus(needed), stamps, known, depth + 1);
        return ValidationMaterial.without(needed, counter.evidence()).plus(below);
    }
}
