package org.cretula.sealing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cretula.certificate.ContentFinding;
import org.cretula.signing.SignatureJudgement;
import org.cretula.signing.SignatureLevel;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.SubIndication;

/**
 * A judgement as one line of JSON: {@code file}, {@code sha256}, {@code verdict}, {@code subIndication}, {@code level},
 * {@code at}, {@code findings}, {@code signer}, {@code claimedSigningTime}, {@code bestSignatureTime}, {@code
 * counterSignatures} (of each {@code verdict}, {@code subIndication}, {@code level}, {@code findings}, {@code signer},
 * {@code claimedSigningTime}, {@code bestSignatureTime} and its own {@code counterSignatures}), {@code authority},
 * {@code content}, {@code status}, {@code trust} with {@code fingerprint} and {@code notes},
 * {@code algorithms} with {@code version}, {@code source} and {@code sha256} of the catalogue, {@code certificate}. What
 * is not known is {@code null}. The same judgement gives the same line.
 */
public final class JsonReport {

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(com.fasterxml.jackson.core.JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private JsonReport() {}

    /**
     * Renders a judgement.
     *
     * @param file the name to print
     * @return one line, without line end
     */
    public static String render(String file, Judgement judgement) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("file", file);
        json.put("sha256", judgement.sha256().orElse(null));
        json.put("verdict", judgement.verdict().indication().name());
        json.put(
                "subIndication",
                judgement.verdict().subIndication().map(SubIndication::name).orElse(null));
        json.put("level", judgement.level().orElse(null));
        json.put("at", judgement.at().toString());
        ArrayNode findings = json.putArray("findings");
        judgement.verdict().findings().forEach(f -> findings.add(finding(f)));
        json.put(
                "signer",
                judgement
                        .seal()
                        .flatMap(SignatureJudgement::signer)
                        .map(c -> c.getSubjectX500Principal().getName())
                        .orElse(null));
        json.put(
                "claimedSigningTime",
                judgement
                        .seal()
                        .flatMap(SignatureJudgement::claimedTime)
                        .map(Instant::toString)
                        .orElse(null));
        json.put(
                "bestSignatureTime",
                judgement.bestSignatureTime().map(Instant::toString).orElse(null));
        json.set(
                "counterSignatures",
                counterSignatures(judgement
                        .seal()
                        .map(SignatureJudgement::counterSignatures)
                        .orElse(List.of())));
        json.put("authority", "NOT_CHECKED");
        json.set("content", content(judgement));
        json.put("status", "UNKNOWN");
        json.set("trust", trust(judgement));
        json.set("algorithms", algorithms(judgement.algorithms()));
        json.set("certificate", MAPPER.valueToTree(judgement.certificate()));
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", e);
        }
    }

    static ArrayNode counterSignatures(List<SignatureJudgement> all) {
        ArrayNode array = MAPPER.createArrayNode();
        for (SignatureJudgement one : all) {
            ObjectNode json = array.addObject();
            json.put("verdict", one.verdict().indication().name());
            json.put(
                    "subIndication",
                    one.verdict().subIndication().map(SubIndication::name).orElse(null));
            json.put("level", one.level().map(SignatureLevel::toString).orElse(null));
            ArrayNode findings = json.putArray("findings");
            one.verdict().findings().forEach(f -> findings.add(finding(f)));
            json.put(
                    "signer",
                    one.signer().map(c -> c.getSubjectX500Principal().getName()).orElse(null));
            json.put(
                    "claimedSigningTime",
                    one.claimedTime().map(Instant::toString).orElse(null));
            json.put("bestSignatureTime", one.bestTime().map(Instant::toString).orElse(null));
            json.set("counterSignatures", counterSignatures(one.counterSignatures()));
        }
        return array;
    }

    private static ObjectNode trust(Judgement judgement) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("fingerprint", judgement.trustFingerprint());
        ArrayNode notes = json.putArray("notes");
        judgement.trustNotes().forEach(notes::add);
        return json;
    }

    static ObjectNode algorithms(AlgorithmCatalogue catalogue) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("version", catalogue.version());
        json.put("source", catalogue.source());
        json.put("sha256", catalogue.sha256());
        return json;
    }

    static ObjectNode finding(Finding finding) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("check", finding.check());
        json.put("outcome", finding.outcome().name());
        json.put("clause", finding.clause());
        json.put("explanation", finding.explanation());
        json.put(
                "subIndication",
                finding.subIndication().map(SubIndication::name).orElse(null));
        json.put("remedy", finding.remedy().orElse(null));
        return json;
    }

    private static ObjectNode content(Judgement judgement) {
        ObjectNode json = MAPPER.createObjectNode();
        Optional<Outcome> outcome = judgement.contentOutcome();
        json.put("outcome", outcome.map(Outcome::name).orElse("NOT_CHECKED"));
        ArrayNode findings = json.putArray("findings");
        for (ContentFinding f : judgement.content()) {
            ObjectNode one = findings.addObject();
            one.put("rule", f.rule());
            one.put("outcome", f.outcome().name());
            one.put("source", f.source());
            one.put("explanation", f.explanation());
        }
        return json;
    }
}
