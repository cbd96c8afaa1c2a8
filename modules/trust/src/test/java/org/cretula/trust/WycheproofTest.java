package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cretula.trust.SignatureVerifier.Form;
import org.cretula.trust.internal.Scene;
import org.cretula.trust.internal.Vectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Project Wycheproof's vectors at our own door: nothing invalid is accepted, nothing valid refused.
 *
 * <p>What Wycheproof leaves open is decided here: {@code MissingNull}, a PKCS#1 padding whose digest identifier lacks
 * its NULL, is refused, since RFC 8017 clause 8.2.2 compares with the one right padding.
 */
class WycheproofTest {

    private static final SignatureVerifier VERIFIER = new SignatureVerifier(Scene.PROVIDERS);
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ecdsa_secp256r1_sha256_test.json, ECDSA_SHA256, X509, 174, 310, 0",
        "ecdsa_secp384r1_sha384_test.json, ECDSA_SHA384, X509, 194, 310, 0",
        "ecdsa_secp256r1_sha256_p1363_test.json, ECDSA_SHA256, XML, 173, 89, 0",
        "ecdsa_secp384r1_sha384_p1363_test.json, ECDSA_SHA384, XML, 193, 87, 0",
        "ecdsa_secp521r1_sha512_p1363_test.json, ECDSA_SHA512, XML, 231, 87, 0",
        "ed25519_test.json, ED25519, X509, 88, 63, 0",
        "ed448_test.json, ED448, X509, 17, 70, 0",
        "mldsa_65_verify_test.json, ML_DSA_65, X509, 79, 131, 0",
        "rsa_pss_2048_sha256_mgf1_32_params_test.json, PSS_SHA256, X509, 63, 45, 0",
        "rsa_pss_3072_sha256_mgf1_32_params_test.json, PSS_SHA256, X509, 63, 45, 0",
        "rsa_pss_4096_sha384_mgf1_48_test.json, PSS_SHA384, X509, 95, 46, 0",
        "rsa_pss_4096_sha512_mgf1_64_params_test.json, PSS_SHA512, X509, 132, 47, 0",
        "rsa_signature_2048_sha256_test.json, RSA_SHA256, X509, 9, 249, 1",
        "rsa_signature_3072_sha256_test.json, RSA_SHA256, X509, 8, 250, 1",
        "rsa_signature_3072_sha512_test.json, RSA_SHA512, X509, 8, 251, 1",
        "rsa_signature_4096_sha256_test.json, RSA_SHA256, X509, 7, 250, 1",
        "rsa_signature_4096_sha512_test.json, RSA_SHA512, X509, 7, 251, 1",
    })
    void nothing_invalid_is_accepted_and_nothing_valid_refused(
            String file, SignatureSuite suite, Form form, int valid, int invalid, int open) throws IOException {
        Map<String, Integer> counts = new TreeMap<>(Map.of("valid", 0, "invalid", 0, "acceptable", 0));
        List<String> wrong = new ArrayList<>();
        for (JsonNode group :
                JSON.readTree(Vectors.file("wycheproof/" + file).toFile()).get("testGroups")) {
            Optional<PublicKey> key = key(suite, group);
            for (JsonNode test : group.get("tests")) {
                String result = test.get("result").asText();
                counts.merge(result, 1, Integer::sum);
                boolean accepted =
                        key.isPresent() && VERIFIER.verify(suite, key.get(), hex(test, "msg"), hex(test, "sig"), form);
                if (accepted != expected(test)) {
                    wrong.add((accepted ? "accepted " : "refused ") + test.get("tcId") + ", " + result + ": "
                            + test.get("comment") + " " + test.get("flags") + " ctx " + test.get("ctx"));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(counts)
                .containsEntry("valid", valid)
                .containsEntry("invalid", invalid)
                .containsEntry("acceptable", open);
    }

    /** Certificates and documents sign without context, so a signature made for one is not valid here. */
    private static boolean expected(JsonNode test) {
        boolean withContext = test.has("ctx") && !test.get("ctx").asText().isEmpty();
        return test.get("result").asText().equals("valid") && !withContext;
    }

    private static byte[] hex(JsonNode test, String field) {
        return HexFormat.of().parseHex(test.get(field).asText());
    }

    /** The key as the JDK's certificate parser would hand it over, or Bouncy Castle's where the JDK knows none. */
    private static Optional<PublicKey> key(SignatureSuite suite, JsonNode group) {
        if (!group.has("publicKeyDer") || group.get("publicKeyDer").isNull()) {
            return Optional.empty();
        }
        byte[] der = hex(group, "publicKeyDer");
        try {
            boolean pssKey = group.get("type").asText().contains("WithParameters");
            KeyFactory factory = switch (suite.scheme()) {
                case RSA_PKCS1 -> KeyFactory.getInstance("RSA", Scene.PROVIDERS.rsa());
                case RSA_PSS -> KeyFactory.getInstance(pssKey ? "RSASSA-PSS" : "RSA", Scene.PROVIDERS.rsa());
                case ECDSA -> KeyFactory.getInstance("EC", "SunEC");
                case EDDSA -> KeyFactory.getInstance("EdDSA", "SunEC");
                case DSA, ML_DSA -> KeyFactory.getInstance("ML-DSA", Scene.PROVIDERS.bouncyCastle());
            };
            return Optional.of(factory.generatePublic(new X509EncodedKeySpec(der)));
        } catch (GeneralSecurityException | RuntimeException e) {
            // A key that no parser makes an object of cannot reach the verifier at all.
            return Optional.empty();
        }
    }
}
