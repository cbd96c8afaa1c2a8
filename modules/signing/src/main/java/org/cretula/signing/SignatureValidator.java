package org.cretula.signing;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.cretula.signing.internal.AllowedAlgorithms;
import org.cretula.signing.internal.Core;
import org.cretula.signing.internal.CoreChecks;
import org.cretula.signing.internal.Examined;
import org.cretula.signing.internal.SignatureReader;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.Providers;
import org.cretula.trust.Purpose;
import org.cretula.verdict.Check;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.SubIndication;
import org.cretula.verdict.Verdict;
import org.cretula.xml.XmlElement;

/**
 * Judges an enveloped XAdES B-B signature over a whole document: never throws for bad input, opens no connection.
 *
 * <p>The order is the defence. First the form, by a closed grammar; then everything is computed from the one tree; then
 * all checks run, each on its own, so that the reader sees every reason and not only the first; last the path from the
 * signer's certificate to an anchor that the caller named. May be shared by threads; the document may not.
 */
public final class SignatureValidator {

    private static final Check<Exception> STRUCTURE = new Structure();

    private final PathExaminer paths;
    private final Providers providers;

    /** A validator that trusts what this examiner trusts. */
    public SignatureValidator(PathExaminer paths, Providers providers) {
        this.paths = paths;
        this.providers = providers;
    }

    /** Judges the signature in this element as at a moment. */
    public SignatureJudgement judge(XmlElement signature, Instant at) {
        Examined examined;
        List<Finding> findings;
        try {
            XadesSignature read = SignatureReader.read(signature);
            List<Finding> form = form(read);
            if (form.stream().anyMatch(f -> f.outcome() == Outcome.FAILED)) {
                return new SignatureJudgement(
                        new Verdict(form),
                        Optional.empty(),
                        List.of(),
                        Optional.of(read.properties().signingTime()),
                        Optional.empty());
            }
            examined = Core.examine(read, at, providers);
            findings = core(examined);
        } catch (SignatureReader.Malformed | XMLSecurityException e) {
            return new SignatureJudgement(
                    Verdict.of(STRUCTURE.examine(e)), Optional.empty(), List.of(), Optional.empty(), Optional.empty());
        }
        List<X509Certificate> others = others(examined);
        boolean intact = findings.stream().allMatch(f -> f.outcome() == Outcome.PASSED);
        examined.signer()
                .ifPresent(signer -> findings.addAll(
                        paths.examine(signer, others, Purpose.ISSUER, at).findings()));
        return new SignatureJudgement(
                new Verdict(findings),
                examined.signer(),
                others,
                Optional.of(examined.signature().properties().signingTime()),
                intact ? Optional.of(content(examined)) : Optional.empty());
    }

    /** The findings of structure and cryptography alone; a list that may be added to. */
    static List<Finding> core(Examined examined) {
        List<Finding> findings = new ArrayList<>(form(examined.signature()));
        CoreChecks.all().forEach(check -> findings.add(check.examine(examined)));
        return findings;
    }

    private static List<Finding> form(XadesSignature signature) {
        return List.of(
                STRUCTURE.passed("the signature has the form of a XAdES B-B seal and nothing else"),
                new AllowedAlgorithms().examine(signature));
    }

    private static SignedContent content(Examined examined) {
        // All core checks passed, so exactly one reference covers the document.
        List<XadesSignature.Reference> references = examined.signature().references();
        for (int i = 0; i < references.size(); i++) {
            if (references.get(i).uri().isEmpty()) {
                return new SignedContent(examined.digested().get(i).orElseThrow());
            }
        }
        throw new IllegalStateException("coverage passed without a reference to the document");
    }

    private static List<X509Certificate> others(Examined examined) {
        return examined.signature().certificates().stream()
                .map(Core::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The signature is built exactly as the profile says; what is not covered by a digest has no room for additions. */
    private static final class Structure implements Check<Exception> {
        @Override
        public String id() {
            return "signature-structure";
        }

        @Override
        public String clause() {
            return "EN 319 132-1 V1.3.1, 6.3 table 2 (B-B); Profile urn:cretula:co:1, seal";
        }

        @Override
        public Finding examine(Exception fault) {
            String message = Objects.requireNonNullElse(fault.getMessage(), "the signature cannot be read");
            return fault instanceof SignatureReader.Malformed m && m.unsupported()
                    ? unknown(
                            SubIndication.SIG_CONSTRAINTS_FAILURE, message, "a version of this toolkit that judges it")
                    : failed(SubIndication.FORMAT_FAILURE, message);
        }
    }
}
