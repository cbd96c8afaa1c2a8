package org.cretula.sealing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cretula.certificate.CertificateOfOrigin;
import org.cretula.certificate.ContentFinding;
import org.cretula.signing.SignatureJudgement;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Outcome;

/** A judgement for a person at a terminal: the answer first, then why, then what was not checked. */
public final class TextReport {

    // A folder of trust may hold thousands of files that are none of its own; the JSON report names them all.
    private static final int MOST_NOTES = 10;

    private TextReport() {}

    /**
     * Renders a judgement.
     *
     * @param file the name to print
     * @return lines that end with a line feed; what comes from the file has its control characters replaced
     */
    public static String render(String file, Judgement judgement) {
        StringBuilder out = new StringBuilder();
        line(out, file, "");
        line(
                out,
                "  " + judgement.verdict().indication(),
                judgement.verdict().subIndication().map(s -> s + ", ").orElse("") + "as at " + judgement.at());
        judgement.verdict().decisive().ifPresent(f -> {
            line(out, "  because", f.explanation());
            f.remedy().ifPresent(remedy -> line(out, "  to settle it", remedy));
        });
        judgement.certificate().ifPresent(c -> certificate(out, c));
        Optional<SignatureJudgement> seal = judgement.seal();
        seal.flatMap(SignatureJudgement::signer)
                .ifPresent(c ->
                        line(out, "  sealed by", c.getSubjectX500Principal().getName()));
        seal.flatMap(SignatureJudgement::claimedTime)
                .ifPresent(t -> line(out, "  claims to be sealed at", t + " (a claim, not a proof)"));
        judgement
                .bestSignatureTime()
                .ifPresent(t -> line(out, "  existed at", t + " (proven by a time-stamp; judged as at that instant)"));
        seal.ifPresent(s -> s.counterSignatures().forEach(c -> counterSignature(out, c, "counter-signed by")));
        line(out, "  authority", "not checked: no issuer register was given");
        line(out, "  content", content(judgement));
        line(out, "  status", "unknown: nobody was asked whether the certificate was replaced or cancelled");
        line(out, "  sha256", judgement.sha256().orElse("unknown: the file was not read to its end"));
        trust(out, judgement);
        AlgorithmCatalogue algorithms = judgement.algorithms();
        line(
                out,
                "  algorithms",
                "catalogue " + algorithms.version() + " of " + algorithms.source() + ", " + algorithms.sha256());
        line(out, "  checks", "");
        for (Finding f : judgement.verdict().findings()) {
            line(out, "    " + mark(f.outcome()) + " " + f.check(), f.explanation());
        }
        for (ContentFinding f : judgement.content()) {
            if (f.outcome() != Outcome.PASSED) {
                line(out, "    " + mark(f.outcome()) + " content: " + f.rule(), f.explanation());
            }
        }
        return out.toString();
    }

    /** No part of the verdict above it, so each says its own. */
    static void counterSignature(StringBuilder out, SignatureJudgement counter, String label) {
        String who =
                counter.signer().map(c -> c.getSubjectX500Principal().getName()).orElse("an unknown signer");
        String why = counter.verdict()
                .decisive()
                .map(f -> counter.verdict()
                                .subIndication()
                                .map(s -> " (" + s + ")")
                                .orElse("") + ": " + f.explanation())
                .orElse("");
        line(out, "  " + label, who + ", which is " + counter.verdict().indication() + why);
        counter.bestTime().ifPresent(t -> line(out, "    existed at", t + " (proven by a time-stamp)"));
        counter.counterSignatures().forEach(c -> counterSignature(out, c, "  and that by"));
    }

    private static void trust(StringBuilder out, Judgement judgement) {
        line(out, "  trust", judgement.trustFingerprint());
        List<String> notes = judgement.trustNotes();
        notes.stream().limit(MOST_NOTES).forEach(note -> line(out, "    note", note));
        if (notes.size() > MOST_NOTES) {
            line(out, "    note", "and " + (notes.size() - MOST_NOTES) + " more, which the JSON report lists");
        }
    }

    private static void certificate(StringBuilder out, CertificateOfOrigin c) {
        line(out, "  certificate", c.number() + ", issued by " + c.issuingBody().name());
        line(
                out,
                "  goods",
                c.goods().size() + (c.goods().size() == 1 ? " item from " : " items from ")
                        + c.exportCountry().value() + " to " + c.destination().value() + ", exporter "
                        + c.exporter().name());
    }

    private static String content(Judgement judgement) {
        List<ContentFinding> content = judgement.content();
        if (content.isEmpty()) {
            return "not examined";
        }
        long broken =
                content.stream().filter(f -> f.outcome() != Outcome.PASSED).count();
        return broken == 0
                ? "all " + content.size() + " rules hold"
                : broken + " of " + content.size() + " rules do not hold";
    }

    static String mark(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "ok  ";
            case FAILED -> "FAIL";
            case UNKNOWN -> "?   ";
        };
    }

    static void line(StringBuilder out, String label, String text) {
        String line = text.isBlank() ? label : String.format(Locale.ROOT, "%-29s %s", label, text.strip());
        // A hostile file must not be able to move the cursor or fake a line of ours.
        out.append(line.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "\uFFFD")).append('\n');
    }
}
