package org.cretula.signing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cretula.signing.internal.Examined;
import org.cretula.signing.internal.Followed;
import org.cretula.signing.internal.Led;
import org.cretula.signing.internal.Malformed;
import org.cretula.signing.internal.SignatureReader;
import org.cretula.signing.internal.SignedBytes;
import org.cretula.signing.internal.SignedDocument;
import org.cretula.signing.internal.SignerClaims;
import org.cretula.signing.internal.general.GeneralChecks;
import org.cretula.signing.internal.general.SignedScope;
import org.cretula.signing.internal.general.XadesForm;
import org.cretula.verdict.Check;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.SubIndication;
import org.cretula.xml.XmlElement;

/**
 * Any XAdES signature over whatever it may be. What is ambiguous is refused here too; what the signature is over is
 * reported, and nothing is said of anything else.
 */
record General(SignedDocument document, JudgingLimits limits, Optional<XadesSignature> bearer) implements Policy {

    private static final XadesForm FORM = new XadesForm();

    /** All that it takes to say that somebody signed these bytes, whoever that is and whatever else is wrong. */
    private static final Set<String> INTACT =
            Set.of("signed-properties-belong", "reference-digest", "signing-certificate", "signature-value");

    @Override
    public XadesSignature read(XmlElement signature) throws Malformed {
        return SignatureReader.read(signature, limits.references());
    }

    @Override
    public Finding form(XadesSignature signature) {
        return FORM.examine(signature);
    }

    @Override
    public Finding malformed(Exception fault) {
        if (fault instanceof SignedBytes.NotFollowed not) {
            Led.Nowhere nowhere = not.nowhere();
            return nowhere.remedy()
                    .map(remedy -> FORM.unknown(nowhere.reason(), nowhere.explanation(), remedy))
                    .orElseGet(() -> FORM.failed(nowhere.reason(), nowhere.explanation()));
        }
        String message = Objects.requireNonNullElse(fault.getMessage(), "the signature cannot be read");
        return fault instanceof Malformed m && m.reason() != SubIndication.FORMAT_FAILURE
                ? FORM.unknown(m.reason(), message, "a verifier that reads it, or has larger limits")
                : FORM.failed(SubIndication.FORMAT_FAILURE, message);
    }

    @Override
    public List<Check<Examined>> checks() {
        return GeneralChecks.all(bearer.isPresent(), bearer.flatMap(XadesSignature::valueId));
    }

    @Override
    public List<SignedContent> scope(Examined examined, List<Finding> findings) {
        long intact = findings.stream()
                .filter(f -> INTACT.contains(f.check()) && f.outcome() == Outcome.PASSED)
                .count();
        if (intact < INTACT.size()) {
            return List.of();
        }
        List<SignedContent> scope = new ArrayList<>();
        examined.followed().stream()
                .filter(Followed::isData)
                .flatMap(General::content)
                .forEach(scope::add);
        examined.entries().stream()
                .filter(Followed::same)
                .flatMap(General::content)
                .map(SignedContent::entry)
                .forEach(scope::add);
        return scope;
    }

    private static Stream<SignedContent> content(Followed followed) {
        return followed.led() instanceof Led.To to
                ? Stream.of(SignedContent.of(followed.reference(), to))
                : Stream.empty();
    }

    @Override
    public List<Finding> notes(XadesSignature signature, List<SignedContent> scope) {
        return List.of(new SignerClaims().examine(signature), new SignedScope().examine(scope));
    }

    @Override
    public Policy of(XadesSignature signature) {
        return new General(document, limits, Optional.of(signature));
    }
}
