package org.cretula.signing;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cretula.signing.internal.AllowedAlgorithms;
import org.cretula.signing.internal.CoreChecks;
import org.cretula.signing.internal.Examined;
import org.cretula.signing.internal.Followed;
import org.cretula.signing.internal.Led;
import org.cretula.signing.internal.Malformed;
import org.cretula.signing.internal.SealGrammar;
import org.cretula.signing.internal.SealedDocument;
import org.cretula.signing.internal.SignatureReader;
import org.cretula.signing.internal.SignedDocument;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.SubIndication;
import org.cretula.xml.XmlElement;

/** The closed profile: what it does not name is refused, so that nothing can be hidden where no digest is taken. */
record Seal(SealedDocument.Around around, Optional<XadesSignature> bearer) implements Policy {

    private static final Structure STRUCTURE = new Structure();
    private static final int MOST_REFERENCES = 2;

    @Override
    public XadesSignature read(XmlElement signature) throws Malformed {
        if (bearer.isPresent()) {
            SealGrammar.checkCounterSignature(signature);
        } else {
            SealGrammar.check(signature);
        }
        return SignatureReader.read(signature, MOST_REFERENCES);
    }

    @Override
    public Finding form(XadesSignature signature) {
        return STRUCTURE.passed("the signature has the form of a XAdES seal and nothing else");
    }

    @Override
    public Finding malformed(Exception fault) {
        return STRUCTURE.examine(fault);
    }

    @Override
    public SignedDocument document() {
        return new SealedDocument(around, bearer);
    }

    @Override
    public List<Check<Examined>> checks() {
        return bearer.map(signature -> CoreChecks.ofCounterSignature(signature.valueId()))
                .orElseGet(CoreChecks::all);
    }

    /** An algorithm that has ended since proves less, but what was signed is still what is shown. */
    @Override
    public List<SignedContent> scope(Examined examined, List<Finding> findings) {
        boolean intact = findings.stream()
                .allMatch(f -> f.outcome() == Outcome.PASSED
                        || (f.outcome() == Outcome.UNKNOWN && f.check().equals(AllowedAlgorithms.ID)));
        if (!intact || bearer.isPresent()) {
            return List.of();
        }
        return examined.followed().stream()
                .filter(Followed::isData)
                .flatMap(f -> f.led() instanceof Led.To to
                        ? Optional.of(SignedContent.of(f.reference(), to)).stream()
                        : Optional.<SignedContent>empty().stream())
                .toList();
    }

    @Override
    public List<Finding> notes(XadesSignature signature, List<SignedContent> scope) {
        return List.of();
    }

    @Override
    public Policy of(XadesSignature signature) {
        return new Seal(around, Optional.of(signature));
    }

    /** The signature is built exactly as the profile says; what is not covered by a digest has no room for additions. */
    @Explained(
            passed = "The signature has the form of a XAdES seal and nothing else.",
            failed = "The signature lacks something that a seal has, or has something that contradicts its form.",
            unknown = "The signature has something that this version does not judge.",
            settledBy = "A version that judges it.")
    private static final class Structure implements Check<Exception> {
        @Override
        public String id() {
            return "signature-structure";
        }

        @Override
        public String clause() {
            return "EN 319 132-1 V1.3.1, 6.3 table 2; Profile urn:cretula:co:1, seal";
        }

        @Override
        public Finding examine(Exception fault) {
            String message = Objects.requireNonNullElse(fault.getMessage(), "the signature cannot be read");
            return fault instanceof Malformed m && m.reason() != SubIndication.FORMAT_FAILURE
                    ? unknown(
                            SubIndication.SIG_CONSTRAINTS_FAILURE, message, "a version of this toolkit that judges it")
                    : failed(SubIndication.FORMAT_FAILURE, message);
        }
    }
}
