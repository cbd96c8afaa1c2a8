package org.cretula.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleTsaTest {

    private static final Instant NOW = Instant.parse("2026-06-09T10:13:20.750Z");
    private static final byte[] DATA = "a certificate of origin".getBytes(StandardCharsets.UTF_8);
    private static final BigInteger NONCE = BigInteger.valueOf(4711);

    private final ExampleTsa tsa = ExampleTsa.shipped(new SecureRandom(), at(NOW));

    @ParameterizedTest
    @CsvSource({"SHA-256, 2.16.840.1.101.3.4.2.1", "SHA-384, 2.16.840.1.101.3.4.2.2", "SHA-512, 2.16.840.1.101.3.4.2.3"
    })
    void a_token_is_good_by_the_rules_of_rfc_3161(String name, String oid) throws Exception {
        TimeStampRequest request = request(new TimeStampRequestGenerator(), name, oid);
        TimeStampResponse response = ask(request);

        assertThat(response.getStatus()).isEqualTo(PKIStatus.GRANTED);
        // Policy, imprint and nonce are those that were asked for, and the certificate is bound.
        assertThatCode(() -> response.validate(request)).doesNotThrowAnyException();
        TimeStampToken token = response.getTimeStampToken();
        assertThatCode(() -> token.validate(new JcaSimpleSignerInfoVerifierBuilder()
                        .setProvider(new BouncyCastleProvider())
                        .build(shippedCertificate())))
                .doesNotThrowAnyException();
        assertThat(token.getTimeStampInfo().getMessageImprintDigest()).isEqualTo(digest(name));
    }

    @Test
    void a_token_for_other_data_does_not_answer_the_request() throws Exception {
        TimeStampResponse response = ask(sha256());
        TimeStampRequest other =
                new TimeStampRequestGenerator().generate(NISTObjectIdentifiers.id_sha256, new byte[32], NONCE);
        assertThatThrownBy(() -> response.validate(other)).isInstanceOf(TSPException.class);
    }

    @Test
    void the_time_is_that_of_the_given_clock_in_whole_seconds_and_there_is_no_other() throws Exception {
        TimeStampToken token = ask(sha256()).getTimeStampToken();
        assertThat(token.getTimeStampInfo().getGenTime()).isEqualTo(Instant.parse("2026-06-09T10:13:20Z"));
        assertThat(token.getTimeStampInfo().getGenTimeAccuracy().getSeconds()).isEqualTo(1);
        assertThat(token.getSignedAttributes().get(CMSAttributes.signingTime)).isNull();
    }

    @Test
    void the_certificate_is_bound_with_sha_256() throws Exception {
        AttributeTable signed = ask(sha256()).getTimeStampToken().getSignedAttributes();
        assertThat(signed.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2)).isNotNull();
        assertThat(signed.get(PKCSObjectIdentifiers.id_aa_signingCertificate)).isNull();
    }

    @Test
    void serial_numbers_differ_from_token_to_token() throws Exception {
        assertThat(ask(sha256()).getTimeStampToken().getTimeStampInfo().getSerialNumber())
                .isNotEqualTo(
                        ask(sha256()).getTimeStampToken().getTimeStampInfo().getSerialNumber());
    }

    @Test
    void certificates_are_in_the_token_only_when_asked_for_and_never_the_root() throws Exception {
        TimeStampRequestGenerator asking = new TimeStampRequestGenerator();
        asking.setCertReq(true);
        assertThat(subjects(ask(request(asking, "SHA-256", NISTObjectIdentifiers.id_sha256.getId()))))
                .hasSize(2)
                .noneMatch(s -> s.contains("Root"));
        assertThat(subjects(ask(sha256()))).isEmpty();
    }

    @Test
    void the_policy_of_the_authority_may_be_asked_for_and_no_other() throws Exception {
        TimeStampRequestGenerator own = new TimeStampRequestGenerator();
        own.setReqPolicy(new ASN1ObjectIdentifier(ExampleTsa.POLICY));
        assertThat(ask(request(own, "SHA-256", NISTObjectIdentifiers.id_sha256.getId()))
                        .getTimeStampToken()
                        .getTimeStampInfo()
                        .getPolicy()
                        .getId())
                .isEqualTo(ExampleTsa.POLICY);

        TimeStampRequestGenerator other = new TimeStampRequestGenerator();
        other.setReqPolicy(new ASN1ObjectIdentifier("2.999.1"));
        assertRejected(
                ask(request(other, "SHA-256", NISTObjectIdentifiers.id_sha256.getId())),
                PKIFailureInfo.unacceptedPolicy);
    }

    @Test
    void a_sha_1_imprint_is_rejected() throws Exception {
        assertRejected(
                ask(request(new TimeStampRequestGenerator(), "SHA-1", OIWObjectIdentifiers.idSHA1.getId())),
                PKIFailureInfo.badAlg);
    }

    @Test
    void an_imprint_of_the_wrong_length_is_rejected() throws Exception {
        TimeStampRequest request =
                new TimeStampRequestGenerator().generate(NISTObjectIdentifiers.id_sha256, new byte[20], NONCE);
        assertRejected(ask(request), PKIFailureInfo.badDataFormat);
    }

    @Test
    void an_extension_is_rejected() throws Exception {
        TimeStampRequestGenerator extended = new TimeStampRequestGenerator();
        extended.addExtension(new ASN1ObjectIdentifier("2.999.2"), false, new byte[] {5, 0});
        assertRejected(
                ask(request(extended, "SHA-256", NISTObjectIdentifiers.id_sha256.getId())),
                PKIFailureInfo.unacceptedExtension);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET / HTTP/1.1", "0", "0\u0080", "0\u0003\u0002\u0001\u0001", "1\u0000"})
    void bytes_that_are_no_request_are_rejected(String bytes) throws Exception {
        assertRejected(
                new TimeStampResponse(tsa.answer(bytes.getBytes(StandardCharsets.ISO_8859_1))),
                PKIFailureInfo.badDataFormat);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x20, 0x21, 0x80})
    void a_request_with_any_one_byte_changed_is_answered_and_never_breaks_the_authority(int change) throws Exception {
        TimeStampRequestGenerator full = new TimeStampRequestGenerator();
        full.setCertReq(true);
        full.setReqPolicy(new ASN1ObjectIdentifier(ExampleTsa.POLICY));
        full.addExtension(new ASN1ObjectIdentifier("2.999.2"), false, new byte[] {5, 0});
        byte[] request = request(full, "SHA-256", NISTObjectIdentifiers.id_sha256.getId())
                .getEncoded();
        for (int i = 0; i < request.length; i++) {
            byte[] changed = request.clone();
            changed[i] = (byte) (changed[i] ^ change);
            assertThatCode(() -> new TimeStampResponse(tsa.answer(changed)))
                    .as("byte %s", i)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-12-31T23:59:59Z", "2046-01-01T00:00:01Z"})
    void no_token_is_made_outside_the_validity_of_the_certificate(Instant when) throws Exception {
        ExampleTsa late = ExampleTsa.shipped(new SecureRandom(), at(when));
        assertRejected(new TimeStampResponse(late.answer(sha256().getEncoded())), PKIFailureInfo.timeNotAvailable);
    }

    @Test
    void a_certificate_that_is_not_for_time_stamping_is_refused() {
        ExamplePki pki = Stranger.PKI;
        assertThatThrownBy(() -> new ExampleTsa(pki.credential(ExampleEntity.ISSUER_XA), new SecureRandom(), at(NOW)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give the credential of tsa");
    }

    @Test
    void openssl_finds_the_token_good_for_its_data_and_for_no_other(@TempDir Path scratch) throws Exception {
        Files.write(scratch.resolve("data"), DATA);
        Files.writeString(scratch.resolve("other"), "another", StandardCharsets.UTF_8);
        for (String digest : List.of("-sha256", "-sha384", "-sha512")) {
            OpenSsl.Result query =
                    OpenSsl.run(scratch, "ts", "-query", "-data", "data", digest, "-cert", "-out", "query.tsq");
            assertThat(query.code()).as(query.output()).isZero();
            Files.write(scratch.resolve("reply.tsr"), tsa.answer(Files.readAllBytes(scratch.resolve("query.tsq"))));

            assertThat(verify(scratch, "-queryfile", "query.tsq").output()).contains("Verification: OK");
            assertThat(verify(scratch, "-data", "data").output()).contains("Verification: OK");
            assertThat(verify(scratch, "-data", "other").output())
                    .contains("Verification: FAILED")
                    .contains("message imprint mismatch");
        }
    }

    private static OpenSsl.Result verify(Path scratch, String option, String file) {
        String root = KeystoresExampleTest.FOLDER.resolve("root.crt").toString();
        return OpenSsl.run(
                scratch, "ts", "-verify", option, file, "-in", "reply.tsr", "-CAfile", root, "-attime", OpenSsl.AT);
    }

    private static void assertRejected(TimeStampResponse response, int failure) {
        assertThat(response.getStatus()).isEqualTo(PKIStatus.REJECTION);
        assertThat(response.getFailInfo().intValue()).isEqualTo(failure);
        assertThat(Optional.ofNullable(response.getTimeStampToken())).isEmpty();
    }

    private TimeStampResponse ask(TimeStampRequest request) throws Exception {
        return new TimeStampResponse(tsa.answer(request.getEncoded()));
    }

    private static TimeStampRequest sha256() throws Exception {
        return request(new TimeStampRequestGenerator(), "SHA-256", NISTObjectIdentifiers.id_sha256.getId());
    }

    private static TimeStampRequest request(TimeStampRequestGenerator generator, String digest, String oid)
            throws Exception {
        return generator.generate(new ASN1ObjectIdentifier(oid), digest(digest), NONCE);
    }

    private static byte[] digest(String name) throws Exception {
        return MessageDigest.getInstance(name).digest(DATA);
    }

    private static List<String> subjects(TimeStampResponse response) {
        return response.getTimeStampToken().getCertificates().getMatches(null).stream()
                .map(X509CertificateHolder::getSubject)
                .map(Objects::toString)
                .toList();
    }

    private static X509Certificate shippedCertificate() throws Exception {
        byte[] store = Files.readAllBytes(KeystoresExampleTest.FOLDER.resolve("tsa.p12"));
        return ExampleCredential.fromPkcs12(store, "tsa").certificate();
    }

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }
}
