package org.cretula.trust.limbo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.cretula.trust.StrictCertificates;
import org.cretula.trust.StrictParse;

/**
 * One case of x509-limbo, as far as it concerns us.
 *
 * @param id such as {@code rfc5280::nc::permitted-dns-match}
 * @param features what a verifier must support for the case to concern it
 * @param success whether limbo expects the chain to be accepted
 * @param anchors DER
 * @param intermediates DER
 * @param peer what came of reading the certificate in question
 * @param lists DER
 * @param at the instant as at which to judge; empty for any in the validity of the certificates
 */
record LimboCase(
        String id,
        List<String> features,
        boolean success,
        List<byte[]> anchors,
        List<byte[]> intermediates,
        StrictParse<X509Certificate> peer,
        List<byte[]> lists,
        Optional<Instant> at) {

    static List<LimboCase> read(Path file) throws IOException {
        List<LimboCase> cases = new ArrayList<>();
        for (JsonNode node : new ObjectMapper().readTree(file.toFile()).get("testcases")) {
            cases.add(new LimboCase(
                    node.get("id").asText(),
                    texts(node.get("features")),
                    node.get("expected_result").asText().equals("SUCCESS"),
                    ders(node.get("trusted_certs")),
                    ders(node.get("untrusted_intermediates")),
                    StrictCertificates.parse(der(node.get("peer_certificate").asText())),
                    ders(node.get("crls")),
                    Optional.of(node.get("validation_time"))
                            .filter(time -> !time.isNull())
                            .map(time -> OffsetDateTime.parse(time.asText()).toInstant())));
        }
        return cases;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<byte[]> ders(JsonNode array) {
        return texts(array).stream().map(LimboCase::der).toList();
    }

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z0-9 ]+-----", ""));
    }

    @Override
    public String toString() {
        return id;
    }
}
