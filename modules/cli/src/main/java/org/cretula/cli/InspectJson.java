package org.cretula.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.cretula.cli.Inspection.Inspected;
import org.cretula.signing.LevelFinding;
import org.cretula.signing.LevelReport;
import org.cretula.signing.SignatureLevel;
import org.cretula.signing.SignatureOutline;

/** What a file says, for a program: one object on one line. */
final class InspectJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private InspectJson() {}

    static String render(String file, Inspection inspection) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("verdict", "NONE");
        json.put("note", InspectText.NO_VERDICT);
        json.put("file", file);
        json.put("sha256", inspection.sha256());
        json.put("container", inspection.form().orElse(null));
        texts(json.putArray("files"), inspection.files());
        texts(json.putArray("filesNotCovered"), inspection.uncovered());
        ArrayNode documents = json.putArray("documents");
        inspection.documents().forEach(d -> document(documents.addObject(), d));
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", e);
        }
    }

    private static void document(ObjectNode json, Inspected document) {
        json.put("name", document.name().isEmpty() ? null : document.name());
        json.put("root", document.root());
        ArrayNode signatures = json.putArray("signatures");
        document.outline().signatures().forEach(s -> signature(signatures.addObject(), document, s));
        texts(json.putArray("notCovered"), document.outline().notCovered());
        json.set("certificateSays", MAPPER.valueToTree(document.certificate()));
    }

    private static void signature(ObjectNode json, Inspected document, SignatureOutline s) {
        json.put("id", s.id().orElse(null));
        json.put("place", s.place());
        json.put("packaging", s.packaging());
        json.put(
                "claimedSigner",
                s.signer().map(c -> c.getSubjectX500Principal().getName()).orElse(null));
        json.put("claimedSigningTime", s.signingTime().orElse(null));
        json.put("algorithm", s.algorithm());
        json.put("canonicalization", s.canonicalization());
        ArrayNode references = json.putArray("references");
        for (SignatureOutline.Reference r : s.references()) {
            ObjectNode one = references.addObject();
            one.put("uri", r.uri().orElse(null));
            one.put("covers", r.covers());
            one.put("outside", r.outside());
            one.put("digest", r.digest());
            texts(one.putArray("transforms"), r.transforms());
        }
        texts(json.putArray("claims"), s.claims());
        ArrayNode stamps = json.putArray("timeStamps");
        for (SignatureOutline.TimeStamp t : s.timeStamps()) {
            ObjectNode one = stamps.addObject();
            one.put("property", t.property());
            one.put("claimedTime", t.time().map(Instant::toString).orElse(null));
            one.put("claimedAuthority", t.authority().orElse(null));
        }
        ArrayNode certificates = json.putArray("certificates");
        s.certificates().forEach(c -> certificate(certificates.addObject(), c));
        texts(json.putArray("revocation"), s.statements());
        texts(json.putArray("notSigned"), s.notSigned());
        document.levels(s).ifPresent(levels -> levels(json, levels));
        ArrayNode counters = json.putArray("counterSignatures");
        s.counterSignatures().forEach(c -> signature(counters.addObject(), document, c));
    }

    private static void certificate(ObjectNode json, X509Certificate certificate) {
        json.put("subject", certificate.getSubjectX500Principal().getName());
        json.put("issuer", certificate.getIssuerX500Principal().getName());
        json.put("serialNumber", certificate.getSerialNumber().toString(16));
        json.put("from", certificate.getNotBefore().toInstant().toString());
        json.put("until", certificate.getNotAfter().toInstant().toString());
    }

    private static void levels(ObjectNode json, LevelReport report) {
        json.put("level", report.level().map(SignatureLevel::toString).orElse(null));
        ArrayNode requirements = json.putArray("requirements");
        for (LevelFinding finding : report.findings()) {
            ObjectNode one = requirements.addObject();
            one.put("item", finding.item());
            one.put("letter", finding.letter().orElse(null));
            one.put("clause", finding.clause());
            one.put("allowed", finding.allowed().orElse(null));
            one.put("explanation", finding.explanation());
            ObjectNode demands = one.putObject("demands");
            finding.demands().forEach((level, demand) -> demands.put(level.toString(), demand.name()));
            ObjectNode answers = one.putObject("answers");
            finding.answers().forEach((level, answer) -> answers.put(level.toString(), answer.name()));
        }
    }

    private static void texts(ArrayNode array, List<String> all) {
        all.forEach(array::add);
    }
}
