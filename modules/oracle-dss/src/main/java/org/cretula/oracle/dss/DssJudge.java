package org.cretula.oracle.dss;

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.jaxb.object.Message;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.client.http.IgnoreDataLoader;
import eu.europa.esig.dss.spi.exception.IllegalInputException;
import eu.europa.esig.dss.spi.policy.SignaturePolicyProvider;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cretula.verdict.OneDoor;
import org.w3c.dom.DOMException;

/**
 * EU DSS with its default policy, offline, as a command.
 *
 * <pre>{@code DssJudge [--at INSTANT] [--each] [--trust FOLDER [[--detached DATA]… FILE]…]…}</pre>
 *
 * <p>A file is an XML document, or a container (ASiC-S or ASiC-E with XAdES). {@code FOLDER} holds {@code *.crt},
 * {@code *.pem} and {@code *.crl}; a self-signed certificate is an anchor. It holds for the files behind it, until
 * another one is named. {@code INSTANT} is the time of judging, ISO 8601; without it DSS takes the machine's. {@code
 * DATA} is what the next
 * {@code FILE} signs outside of itself, by the name of the file. One line per file on stdout,
 * tab-separated: file, indication, sub-indication or {@code -}, levels separated by commas or {@code -}, number of
 * signatures, and with {@code --each} what is said of each. DSS's reasons go to stderr. Ends with 0 (all passed), 1 (one failed), 2 (one indeterminate, none failed),
 * 64 (usage) or 66 (cannot read).
 */
public final class DssJudge {

    private final DssTrust trust;
    private final Optional<Instant> at;

    /** A judge who trusts what is in this folder, at this time; without one, at the time when it is asked. */
    public DssJudge(Path trust, Optional<Instant> at) throws IOException {
        this.trust = DssTrust.of(trust);
        this.at = at;
    }

    /** What DSS says of these bytes. */
    public DssOpinion judge(byte[] signed) {
        return judge(signed, List.of());
    }

    /** What DSS says of these bytes, which sign files outside of themselves, by their names. */
    public DssOpinion judge(byte[] signed, List<Path> detached) {
        SignedDocumentValidator validator;
        try {
            validator = SignedDocumentValidator.fromDocument(new InMemoryDocument(signed));
        } catch (UnsupportedOperationException | IllegalInputException | DSSException e) {
            return new DssOpinion("NOT_READABLE", Optional.empty(), List.of(), List.of(String.valueOf(e.getMessage())));
        }
        validator.setCertificateVerifier(trust.verifier());
        validator.setLocale(Locale.ROOT);
        SignaturePolicyProvider policies = new SignaturePolicyProvider();
        policies.setDataLoader(new IgnoreDataLoader());
        validator.setSignaturePolicyProvider(policies);
        validator.setDetachedContents(detached.stream()
                .<DSSDocument>map(d -> new FileDocument(d.toFile()))
                .toList());
        at.map(Date::from).ifPresent(validator::setValidationTime);
        try {
            Reports reports = validator.validateDocument();
            return opinion(reports.getSimpleReport(), reports.getDiagnosticData());
        } catch (IllegalArgumentException | DSSException | DOMException | NullPointerException e) {
            // So DSS answers a key or an algorithm of a kind that it does not know, and a signature without its parts.
            return new DssOpinion("NOT_READABLE", Optional.empty(), List.of(), List.of(String.valueOf(e.getMessage())));
        }
    }

    private static DssOpinion opinion(SimpleReport report, DiagnosticData data) {
        List<String> ids = report.getSignatureIdList();
        Optional<String> worst = ids.stream().min(Comparator.comparingInt(id -> rank(report.getIndication(id))));
        Optional<SubIndication> why = worst.flatMap(id -> Optional.ofNullable(report.getSubIndication(id)));
        List<DssOpinion.OfOne> signatures = new ArrayList<>();
        List<String> messages = new ArrayList<>();
        for (String id : ids) {
            signatures.add(new DssOpinion.OfOne(
                    report.getIndication(id).name(),
                    Optional.ofNullable(report.getSubIndication(id)).map(SubIndication::name),
                    report.getSignatureFormat(id).toString(),
                    data.getSignatureById(id).isCounterSignature()));
            Stream.of(report.getAdESValidationErrors(id), report.getAdESValidationWarnings(id))
                    .flatMap(List::stream)
                    .map(Message::getValue)
                    .forEach(messages::add);
        }
        return new DssOpinion(
                worst.map(id -> report.getIndication(id).name()).orElse("NO_SIGNATURE"),
                why.map(SubIndication::name),
                signatures,
                messages);
    }

    private static int rank(Indication indication) {
        return switch (indication) {
            case TOTAL_PASSED -> 2;
            case INDETERMINATE -> 1;
            default -> 0;
        };
    }

    /** See the class comment. */
    @OneDoor("a program ends with an exit code")
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        Optional<Path> trust = Optional.empty();
        Optional<Instant> at = Optional.empty();
        boolean each = false;
        List<Path> detached = new ArrayList<>();
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            boolean option = argument.startsWith("--") && i + 1 < arguments.size();
            if (option && argument.equals("--trust")) {
                trust = Optional.of(Path.of(arguments.get(++i)));
            } else if (option && argument.equals("--at")) {
                at = Optional.of(Instant.parse(arguments.get(++i)));
            } else if (option && argument.equals("--detached")) {
                detached.add(Path.of(arguments.get(++i)));
            } else if (argument.equals("--each")) {
                each = true;
            } else if (trust.isPresent()) {
                questions.add(new Question(trust.get(), Path.of(argument), List.copyOf(detached)));
                detached.clear();
            } else {
                return usage();
            }
        }
        if (questions.isEmpty()) {
            return usage();
        }
        try {
            return judgeAll(questions, at, each);
        } catch (IOException e) {
            System.err.println("cannot read " + e.getMessage());
            return 66;
        }
    }

    private static int usage() {
        System.err.println("usage: DssJudge [--at INSTANT] [--each] [--trust FOLDER [[--detached DATA]… FILE]…]…");
        return 64;
    }

    private record Question(Path trust, Path file, List<Path> detached) {}

    private static int judgeAll(List<Question> questions, Optional<Instant> at, boolean each) throws IOException {
        List<Integer> codes = new ArrayList<>();
        Map<Path, DssJudge> judges = new HashMap<>();
        for (Question question : questions) {
            DssJudge judge = judges.get(question.trust());
            if (judge == null) {
                judge = new DssJudge(question.trust(), at);
                judges.put(question.trust(), judge);
            }
            DssOpinion opinion = judge.judge(Files.readAllBytes(question.file()), question.detached());
            System.out.println(question.file() + "\t" + opinion.line() + (each ? "\t" + opinion.each() : ""));
            opinion.messages().forEach(message -> System.err.println(question.file() + ": " + message));
            codes.add(opinion.exitCode());
        }
        if (codes.contains(1)) {
            return 1;
        }
        return codes.contains(2) ? 2 : 0;
    }
}
