package org.cretula.sealing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.cretula.certificate.CertificateOfOrigin;
import org.cretula.certificate.CertificateReader;
import org.cretula.certificate.CertificateReading;
import org.cretula.certificate.ContentRules;
import org.cretula.sealing.internal.ProfileChecks;
import org.cretula.sealing.internal.SealSlot;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.SignatureJudgement;
import org.cretula.signing.SignatureValidator;
import org.cretula.signing.SignedContent;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.Providers;
import org.cretula.trust.TrustMaterial;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;
import org.cretula.verdict.Verdict;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;

/**
 * Judges sealed certificates of origin, offline. {@link #judge} never throws for bad input, reads no other file and
 * opens no connection; everything it believes was given to the constructor.
 *
 * <p>Order: one parse; the closed profile of the document; the seal, wherever the document passed so far that there is
 * one to examine; and the certificate is read from the bytes that were digested, never from the file. A
 * counter-signature, such as a legalisation, is judged and told for itself; whatever is found of it, the verdict is
 * that of the seal. Repeated identifiers, comments and the like are faults of the document wherever they stand, in a
 * counter-signature too. May be shared by threads.
 */
public final class SealJudge {

    /** The most bytes of a file that are looked at; a caller need not read more than one byte beyond. */
    public static final int MAX_BYTES = XmlLimits.CERTIFICATE.bytes();

    private static final Check<List<String>> READABLE = new CertificateReadable();

    private final TrustMaterial trust;
    private final AlgorithmCatalogue catalogue;
    private final SignatureValidator validator;
    private final CertificateReader reader = new CertificateReader();
    private final ContentRules rules = new ContentRules(ContentRules.Parameters.USUAL);
    private final XmlDoor door = new XmlDoor(XmlLimits.CERTIFICATE);

    /** A judge that trusts this material and nothing else, and judges algorithms by the usual catalogue. */
    public SealJudge(TrustMaterial trust, Providers providers) {
        this(trust, providers, AlgorithmCatalogue.usual());
    }

    /** A judge that trusts this material and nothing else, and judges algorithms by this catalogue. */
    public SealJudge(TrustMaterial trust, Providers providers, AlgorithmCatalogue catalogue) {
        this.trust = trust;
        this.catalogue = catalogue;
        PathExaminer paths = new PathExaminer(trust, providers, catalogue);
        this.validator = new SignatureValidator(paths, providers, catalogue);
    }

    /**
     * Judges a file as at a moment.
     *
     * @param file any bytes at all
     * @param at usually now; for a past moment the answer is the one that held then
     */
    public Judgement judge(byte[] file, Instant at) {
        List<Finding> findings = new ArrayList<>();
        XmlParse parse = door.parse(file);
        findings.add(new ProfileChecks.DocumentReadable().examine(parse));
        Optional<SignatureJudgement> seal = Optional.empty();
        Optional<CertificateOfOrigin> certificate = Optional.empty();
        if (parse instanceof XmlParse.Parsed parsed) {
            ProfileChecks.all().forEach(check -> findings.add(check.examine(parsed)));
            seal = SealSlot.seal(parsed.root()).map(signature -> validator.judge(signature, at));
            seal.ifPresent(s -> findings.addAll(s.verdict().findings()));
            certificate = seal.flatMap(SignatureJudgement::content).flatMap(signed -> read(signed, findings));
        }
        return new Judgement(
                new Verdict(findings),
                at,
                sha256(file),
                trust.fingerprint(),
                trust.notes(),
                catalogue,
                seal,
                certificate,
                certificate.map(rules::examine).orElse(List.of()));
    }

    /** Callers stop reading one byte beyond the limit, so the digest of more is not that of a file. */
    private static Optional<String> sha256(byte[] file) {
        return file.length > MAX_BYTES
                ? Optional.empty()
                : Optional.of(HexFormat.of().formatHex(DigestAlgorithm.SHA256.digest(file)));
    }

    private Optional<CertificateOfOrigin> read(SignedContent signed, List<Finding> findings) {
        CertificateReading reading = reader.read(signed.bytes());
        if (reading instanceof CertificateReading.Read read) {
            findings.add(READABLE.examine(List.of()));
            return Optional.of(read.certificate());
        }
        findings.add(READABLE.examine(((CertificateReading.Unreadable) reading).problems()));
        return Optional.empty();
    }

    /** Everything that the signature covers is part of the certificate as the profile defines it; nothing is skipped. */
    @Explained(
            passed = "What the seal covers is a certificate of the profile, and nothing in it is left unread.",
            failed =
                    "What the seal covers is no certificate of the profile, or holds something that the profile does not know.")
    private static final class CertificateReadable implements Check<List<String>> {
        @Override
        public String id() {
            return "certificate-profile";
        }

        @Override
        public String clause() {
            return "Profile urn:cretula:co:1, syntax";
        }

        @Override
        public Finding examine(List<String> problems) {
            return problems.isEmpty()
                    ? passed("the sealed bytes are a certificate of profile urn:cretula:co:1 and nothing else")
                    : failed(
                            SubIndication.FORMAT_FAILURE,
                            "the sealed bytes are not a certificate of profile urn:cretula:co:1: "
                                    + String.join("; ", problems.subList(0, Math.min(5, problems.size()))));
        }
    }
}
