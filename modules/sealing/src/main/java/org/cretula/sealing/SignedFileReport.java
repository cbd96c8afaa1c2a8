package org.cretula.sealing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cretula.signing.DocumentJudgement;
import org.cretula.signing.SignatureJudgement;
import org.cretula.signing.SignedContent;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;

/**
 * What was found of any signed XML document or container by the general policy, for a person or as a line of JSON; of each
 * signature what it covers, for valid is said of nothing else.
 *
 * @param file the name to print
 * @param sha256 of the file, lower-case hexadecimal
 * @param judgement of the file
 * @param at the moment as at which it holds
 * @param trustFingerprint of the trust material that was used
 * @param algorithms the catalogue by which algorithms were judged
 */
public record SignedFileReport(
        String file,
        String sha256,
        DocumentJudgement judgement,
        Instant at,
        String trustFingerprint,
        AlgorithmCatalogue algorithms) {

    /** Lines that end with a line feed; what comes from the file has its control characters replaced. */
    public String text() {
        StringBuilder out = new StringBuilder();
        TextReport.line(out, file, "");
        TextReport.line(
                out,
                "  " + judgement.verdict().indication(),
                judgement.verdict().subIndication().map(s -> s + ", ").orElse("") + "as at " + at
                        + ", by the general policy");
        judgement.verdict().decisive().ifPresent(f -> {
            TextReport.line(out, "  because", f.explanation());
            f.remedy().ifPresent(remedy -> TextReport.line(out, "  to settle it", remedy));
        });
        int number = 0;
        for (SignatureJudgement signature : judgement.signatures()) {
            signature(out, signature, ++number);
        }
        TextReport.line(out, "  content", "not examined: whatever the bytes say, the verdict is about who signed them");
        TextReport.line(out, "  sha256", sha256);
        TextReport.line(out, "  trust", trustFingerprint);
        TextReport.line(
                out,
                "  algorithms",
                "catalogue " + algorithms.version() + " of " + algorithms.source() + ", " + algorithms.sha256());
        TextReport.line(out, "  checks", "");
        judgement.document().forEach(f -> check(out, f));
        number = 0;
        for (SignatureJudgement signature : judgement.signatures()) {
            TextReport.line(out, "   of signature " + ++number, "");
            signature.verdict().findings().forEach(f -> check(out, f));
        }
        return out.toString();
    }

    private static void check(StringBuilder out, Finding f) {
        TextReport.line(out, "    " + TextReport.mark(f.outcome()) + " " + f.check(), f.explanation());
    }

    private static void signature(StringBuilder out, SignatureJudgement signature, int number) {
        TextReport.line(
                out,
                "  signature " + number,
                signature.verdict().indication()
                        + signature
                                .verdict()
                                .subIndication()
                                .map(s -> " (" + s + ")")
                                .orElse("")
                        + signature.level().map(l -> ", level " + l).orElse(""));
        TextReport.line(out, "    signed by", signer(signature).orElse("an unknown signer"));
        signature
                .claimedTime()
                .ifPresent(t -> TextReport.line(out, "    claims to be signed at", t + " (a claim, not a proof)"));
        signature
                .bestTime()
                .ifPresent(t -> TextReport.line(
                        out, "    existed at", t + " (proven by a time-stamp; judged as at that instant)"));
        if (signature.scope().isEmpty()) {
            TextReport.line(out, "    covers", "nothing that verified");
        }
        signature
                .scope()
                .forEach(c -> TextReport.line(out, "    covers", c.words() + (c.part() ? " (a part only)" : "")));
        signature.counterSignatures().forEach(c -> TextReport.counterSignature(out, c, "  counter-signed by"));
    }

    private static Optional<String> signer(SignatureJudgement signature) {
        return signature.signer().map(c -> c.getSubjectX500Principal().getName());
    }

    /**
     * One object, without line end: {@code file}, {@code sha256}, {@code policy}, {@code verdict}, {@code subIndication},
     * {@code at}, {@code findings} of the file, {@code signatures} (of each {@code verdict}, {@code subIndication}, {@code
     * level}, {@code findings}, {@code signer}, {@code claimedSigningTime}, {@code bestSignatureTime}, {@code
     * counterSignatures} and {@code scope}, a list of {@code kind}, {@code uri}, {@code part} and {@code words}), {@code
     * trust} and {@code algorithms}.
     */
    public String json() {
        ObjectNode json = JsonReport.MAPPER.createObjectNode();
        json.put("file", file);
        json.put("sha256", sha256);
        json.put("policy", "general");
        json.put("verdict", judgement.verdict().indication().name());
        json.put(
                "subIndication",
                judgement.verdict().subIndication().map(SubIndication::name).orElse(null));
        json.put("at", at.toString());
        ArrayNode findings = json.putArray("findings");
        judgement.document().forEach(f -> findings.add(JsonReport.finding(f)));
        ArrayNode signatures = json.putArray("signatures");
        judgement.signatures().forEach(signature -> signatures.add(signature(signature)));
        json.putObject("trust").put("fingerprint", trustFingerprint);
        json.set("algorithms", JsonReport.algorithms(algorithms));
        try {
            return JsonReport.MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", e);
        }
    }

    private static ObjectNode signature(SignatureJudgement signature) {
        // The same members as those of a counter-signature, and what is covered.
        ObjectNode json =
                (ObjectNode) JsonReport.counterSignatures(List.of(signature)).get(0);
        ArrayNode scope = json.putArray("scope");
        for (SignedContent content : signature.scope()) {
            ObjectNode one = scope.addObject();
            one.put("kind", content.kind().name());
            one.put("uri", content.uri().orElse(null));
            one.put("part", content.part());
            one.put("words", content.words());
        }
        return json;
    }
}
