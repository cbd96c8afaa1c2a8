package org.cretula.cli;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cretula.certificate.CertificateOfOrigin;
import org.cretula.cli.Inspection.Inspected;
import org.cretula.signing.LevelFinding;
import org.cretula.signing.LevelFinding.Demand;
import org.cretula.signing.LevelReport;
import org.cretula.signing.SignatureLevel;
import org.cretula.signing.SignatureOutline;

/** What a file says, for a person at a terminal. */
final class InspectText {

    static final String NO_VERDICT = "no verdict: this is what the file says, and anybody could have written it";

    /** A hostile file may hold thousands; the JSON has them all. */
    private static final int MOST = 30;

    private final StringBuilder out = new StringBuilder();

    private InspectText() {}

    static String render(String file, Inspection inspection) {
        InspectText text = new InspectText();
        text.line("", NO_VERDICT, "");
        text.line("", file, "");
        text.line("  ", "sha256", inspection.sha256());
        inspection.form().ifPresent(form -> text.line("  ", "container", form));
        text.each("  ", "holds", inspection.files());
        inspection.documents().forEach(text::document);
        if (inspection.form().isPresent()) {
            text.each(
                    "  ",
                    "no signature is over",
                    inspection.uncovered().isEmpty()
                            ? List.of("nothing of its files, beside the signatures themselves")
                            : inspection.uncovered());
        }
        return text.out.toString();
    }

    private void document(Inspected document) {
        List<SignatureOutline> signatures = document.outline().signatures();
        line(
                "  ",
                "document",
                (document.name().isEmpty() ? "" : document.name() + ", ") + "<" + document.root() + ">, "
                        + (signatures.isEmpty() ? "no signature" : signatures.size() + plural(signatures.size())));
        document.certificate().ifPresent(this::certificate);
        for (int i = 0; i < Math.min(MOST, signatures.size()); i++) {
            signature("  ", "signature " + (i + 1), document, signatures.get(i));
        }
        if (signatures.size() > MOST) {
            line("  ", "signature", "and " + (signatures.size() - MOST) + " more");
        }
        if (!signatures.isEmpty()) {
            List<String> open = document.outline().notCovered();
            each(
                    "  ",
                    "no signature is over",
                    open.isEmpty() ? List.of("nothing of the document, beside what is told of each signature") : open);
        }
    }

    private static String plural(int count) {
        return count == 1 ? " signature" : " signatures";
    }

    private void certificate(CertificateOfOrigin c) {
        line(
                "  ",
                "says to be",
                "certificate of origin " + c.number() + ", issued by "
                        + c.issuingBody().name());
        line(
                "  ",
                "says",
                c.goods().size() + (c.goods().size() == 1 ? " item from " : " items from ")
                        + c.exportCountry().value() + " to " + c.destination().value() + ", exporter "
                        + c.exporter().name());
    }

    private void signature(String indent, String label, Inspected document, SignatureOutline s) {
        String more = indent + "  ";
        line(indent, label, s.packaging() + s.id().map(id -> ", Id " + id).orElse("") + ", at " + s.place());
        line(
                more,
                "says it is by",
                s.signer()
                        .map(c -> c.getSubjectX500Principal().getName() + ", certificate by "
                                + c.getIssuerX500Principal().getName())
                        .orElse("nobody whose certificate is in it"));
        line(more, "says it was made at", s.signingTime().orElse("no time") + " (a claim)");
        each(more, "says too", s.claims());
        line(more, "algorithm", s.algorithm());
        line(more, "written by", s.canonicalization());
        each(
                more,
                "is over",
                s.references().stream().map(InspectText::reference).toList());
        each(more, "is not over", s.notSigned());
        each(
                more,
                "time-stamp",
                s.timeStamps().stream()
                        .map(t -> t.property() + " says "
                                + t.time().map(Instant::toString).orElse("nothing that can be read")
                                + t.authority()
                                        .map(a -> ", with a certificate of " + a)
                                        .orElse(""))
                        .toList());
        each(
                more,
                "carries",
                s.certificates().stream()
                        .map(c ->
                                "certificate of " + c.getSubjectX500Principal().getName() + ", "
                                        + c.getNotBefore().toInstant() + " to "
                                        + c.getNotAfter().toInstant())
                        .toList());
        each(more, "carries", s.statements());
        document.levels(s).ifPresent(levels -> levels(more, levels));
        for (int i = 0; i < Math.min(MOST, s.counterSignatures().size()); i++) {
            signature(
                    more,
                    "counter-signature " + (i + 1),
                    document,
                    s.counterSignatures().get(i));
        }
    }

    private static String reference(SignatureOutline.Reference r) {
        String transforms = r.transforms().isEmpty() ? "" : ", after " + String.join(", ", r.transforms());
        return r.covers() + " (digest " + r.digest() + transforms + ")";
    }

    private void levels(String indent, LevelReport report) {
        Optional<SignatureLevel> reached = report.level();
        line(
                indent,
                "level by its form",
                reached.map(l -> "XAdES-" + l).orElse("none") + ", EN 319 132-1 V1.3.1 clause 6.3, as far as the file"
                        + " tells");
        SignatureLevel asked = SignatureLevel.B_LTA;
        for (SignatureLevel level : List.of(SignatureLevel.B_LT, SignatureLevel.B_T, SignatureLevel.B_B)) {
            asked = report.missing(level).isEmpty() ? asked : level;
        }
        explain(indent, report, asked);
    }

    private void explain(String indent, LevelReport report, SignatureLevel asked) {
        each(
                indent,
                "not " + asked + " because",
                report.missing(asked).stream()
                        .map(f -> rule(f) + ": " + f.explanation())
                        .toList());
        line(indent, "for " + asked, "what it asks for, and what was found; for the other levels see --format json");
        for (LevelFinding finding : report.findings()) {
            finding.demand(asked).ifPresent(demand -> requirement(indent + "  ", asked, demand, finding));
        }
    }

    private void requirement(String indent, SignatureLevel level, Demand demand, LevelFinding finding) {
        String answer = finding.answer(level)
                .map(a -> switch (a) {
                    case MET -> "ok  ";
                    case NOT_MET -> finding.bars(level) ? "FAIL" : "no  ";
                    case NOT_APPLICABLE -> "-   ";
                    case CANNOT_TELL -> "?   ";
                })
                .orElse("");
        line(
                indent,
                String.format(Locale.ROOT, "%s %s", answer, demand.words()),
                rule(finding) + ": " + finding.explanation());
    }

    private static String rule(LevelFinding finding) {
        return finding.letter().map(letter -> letter + ") ").orElse("") + finding.item();
    }

    private void each(String indent, String label, List<String> all) {
        for (int i = 0; i < Math.min(MOST, all.size()); i++) {
            line(indent, i == 0 ? label : "", all.get(i));
        }
        if (all.size() > MOST) {
            line(indent, "", "and " + (all.size() - MOST) + " more, which the JSON lists");
        }
    }

    private void line(String indent, String label, String text) {
        String begun = indent + label;
        String line = text.isEmpty() ? begun : String.format(Locale.ROOT, "%-29s %s", begun, text);
        out.append(CommandFailure.printable(line)).append('\n');
    }
}
