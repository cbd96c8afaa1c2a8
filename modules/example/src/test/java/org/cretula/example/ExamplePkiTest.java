package org.cretula.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.cert.CRLReason;
import java.security.cert.CertPathValidatorException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.cert.X509Extension;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExamplePkiTest {

    private static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2046-01-01T00:00:00Z");
    private static final Instant AT = Instant.parse("2030-06-01T12:00:00Z");
    // Making one takes seconds: these two serve all tests of this class.
    private static final ExamplePki PKI = ExamplePki.create(new SecureRandom(), FROM, TO);
    private static final ExamplePki WITH_SERIALS_OF_5A = ExamplePki.create(
            new SecureRandom() {
                private static final long serialVersionUID = 1;
                // Six bits of the first byte are left: chance gives two the same in every third run.
                private byte next;

                @Override
                public void nextBytes(byte[] bytes) {
                    super.nextBytes(bytes);
                    if (bytes.length == 16) {
                        Arrays.fill(bytes, (byte) 0x5a);
                        bytes[0] = next++;
                    }
                }
            },
            FROM,
            TO);

    @Test
    void a_validity_that_ends_before_it_starts_is_refused() {
        assertThatThrownBy(() -> ExamplePki.create(new SecureRandom(), TO, FROM))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_root_says_in_its_organization_name_that_it_is_not_to_be_trusted() {
        assertThat(PKI.root().getSubjectX500Principal().getName())
                .isEqualTo("CN=Cretula Example Root,O=Cretula Example - do not trust,C=XA");
    }

    @Test
    void every_subject_carries_the_mark() {
        assertThat(all())
                .allSatisfy(c -> assertThat(c.getSubjectX500Principal().getName())
                        .contains("O=" + ExamplePki.ORGANIZATION + ","));
    }

    @Test
    void two_pkis_share_no_key_and_no_serial_number() {
        Set<Object> seen = new HashSet<>();
        Stream.concat(all().stream(), certificates(WITH_SERIALS_OF_5A).stream()).forEach(c -> {
            assertThat(seen.add(c.getSerialNumber())).isTrue();
            assertThat(seen.add(c.getPublicKey())).isTrue();
        });
        assertThat(seen).hasSize(2 * 2 * 7);
    }

    @Test
    void serial_numbers_are_positive_and_sixteen_bytes_long() {
        assertThat(all()).allSatisfy(c -> {
            assertThat(c.getSerialNumber().signum()).isEqualTo(1);
            assertThat(c.getSerialNumber().toByteArray()).hasSize(16);
        });
    }

    @Test
    void serial_numbers_come_from_the_given_source() {
        assertThat(certificates(WITH_SERIALS_OF_5A))
                .allSatisfy(c -> assertThat(c.getSerialNumber().toString(16)).endsWith("5a".repeat(15)));
    }

    @Test
    void keys_are_p256_for_cas_issuer_xa_and_tsa_and_rsa_3072_for_the_others() {
        assertThat(List.of(PKI.root(), PKI.issuingCa(), of(ExampleEntity.ISSUER_XA), of(ExampleEntity.TSA)))
                .allSatisfy(c -> assertThat(bits(c.getPublicKey())).isEqualTo("EC 256"));
        assertThat(List.of(of(ExampleEntity.ISSUER_XB), of(ExampleEntity.NODE_XA), of(ExampleEntity.CUSTOMS_XB)))
                .allSatisfy(c -> assertThat(bits(c.getPublicKey())).isEqualTo("RSA 3072"));
    }

    @Test
    void key_usages_are_those_of_the_trade() {
        assertThat(usages(PKI.root())).containsExactly(5, 6);
        assertThat(usages(PKI.issuingCa())).containsExactly(5, 6);
        assertThat(usages(of(ExampleEntity.ISSUER_XA))).containsExactly(0, 1);
        assertThat(usages(of(ExampleEntity.ISSUER_XB))).containsExactly(0, 1);
        assertThat(usages(of(ExampleEntity.NODE_XA))).containsExactly(0, 2);
        assertThat(usages(of(ExampleEntity.CUSTOMS_XB))).containsExactly(0, 2);
        assertThat(usages(of(ExampleEntity.TSA))).containsExactly(0);
        assertThat(all())
                .allSatisfy(c -> assertThat(c.getCriticalExtensionOIDs())
                        .contains(Extension.keyUsage.getId(), Extension.basicConstraints.getId()));
    }

    @Test
    void only_the_tsa_has_an_extended_key_usage_and_it_is_critical_and_alone() throws GeneralSecurityException {
        X509Certificate tsa = of(ExampleEntity.TSA);
        assertThat(tsa.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.8");
        assertThat(tsa.getCriticalExtensionOIDs()).contains(Extension.extendedKeyUsage.getId());
        assertThat(all())
                .filteredOn(c -> !c.equals(tsa))
                .allSatisfy(c -> assertThat(c.getExtendedKeyUsage()).isNull());
    }

    @Test
    void only_the_two_cas_may_issue_and_the_lower_one_only_to_holders() {
        assertThat(PKI.root().getBasicConstraints()).isEqualTo(1);
        assertThat(PKI.issuingCa().getBasicConstraints()).isZero();
        assertThat(ExampleEntity.values())
                .allSatisfy(e -> assertThat(of(e).getBasicConstraints()).isEqualTo(-1));
    }

    @Test
    void all_certificates_are_signed_with_sha_256_and_valid_for_the_given_time() {
        assertThat(all()).allSatisfy(c -> {
            assertThat(c.getSigAlgName()).isEqualTo("SHA256withECDSA");
            assertThat(c.getNotBefore()).isEqualTo(FROM);
            assertThat(c.getNotAfter()).isEqualTo(TO);
        });
    }

    @Test
    void every_certificate_names_the_revocation_list_and_the_key_of_its_issuer_and_no_address_to_fetch_it_from() {
        assertThat(all()).allSatisfy(c -> {
            boolean byRoot = c.getIssuerX500Principal().equals(PKI.root().getSubjectX500Principal());
            X509Certificate issuer = byRoot ? PKI.root() : PKI.issuingCa();
            assertThat(crlAddress(c)).isEqualTo("http://crl.cretula.example/" + (byRoot ? "root" : "ca") + ".crl");
            assertThat(AuthorityKeyIdentifier.getInstance(extension(c, Extension.authorityKeyIdentifier))
                            .getKeyIdentifierOctets())
                    .isEqualTo(SubjectKeyIdentifier.getInstance(extension(issuer, Extension.subjectKeyIdentifier))
                            .getKeyIdentifier());
            assertThat(c.getNonCriticalExtensionOIDs()).doesNotContain(Extension.authorityInfoAccess.getId());
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_chain_verifies_with_the_jdk_and_the_empty_lists(ExampleEntity entity) {
        List<X509CRL> lists = List.of(PKI.rootCrl(), PKI.issuingCaCrl());
        assertThatCode(() -> JdkPaths.validate(PKI.credential(entity).chain(), lists, AT))
                .doesNotThrowAnyException();
    }

    @Test
    void a_chain_without_the_list_of_its_issuer_does_not_verify() {
        List<X509Certificate> chain = PKI.credential(ExampleEntity.ISSUER_XA).chain();
        assertThatThrownBy(() -> JdkPaths.validate(chain, List.of(PKI.rootCrl()), AT))
                .isInstanceOfSatisfying(
                        CertPathValidatorException.class,
                        e -> assertThat(e.getReason())
                                .isEqualTo(CertPathValidatorException.BasicReason.UNDETERMINED_REVOCATION_STATUS));
    }

    @Test
    void a_revoked_entity_does_not_verify_and_its_neighbour_does() {
        Instant when = Instant.parse("2028-02-03T04:05:06Z");
        X509CRL list = PKI.crlRevoking(ExampleEntity.ISSUER_XA, when, CRLReason.KEY_COMPROMISE);
        List<X509CRL> lists = List.of(PKI.rootCrl(), list);

        assertThatThrownBy(() -> JdkPaths.validate(
                        PKI.credential(ExampleEntity.ISSUER_XA).chain(), lists, AT))
                .isInstanceOfSatisfying(
                        CertPathValidatorException.class,
                        e -> assertThat(e.getReason()).isEqualTo(CertPathValidatorException.BasicReason.REVOKED));
        assertThatCode(() -> JdkPaths.validate(
                        PKI.credential(ExampleEntity.ISSUER_XB).chain(), lists, AT))
                .doesNotThrowAnyException();
        assertThat(list.getThisUpdate()).isEqualTo(when);
        assertThat(list.getNextUpdate()).isEqualTo(TO);
        assertThat(list.getRevokedCertificate(of(ExampleEntity.ISSUER_XA))).satisfies(entry -> {
            assertThat(entry.getRevocationDate()).isEqualTo(when);
            assertThat(entry.getRevocationReason()).isEqualTo(CRLReason.KEY_COMPROMISE);
        });
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNSPECIFIED", "UNUSED", "REMOVE_FROM_CRL"})
    void a_list_tells_the_reason_that_was_given(CRLReason reason) {
        X509CRL list = PKI.crlRevoking(ExampleEntity.TSA, AT, reason);
        assertThat(list.getRevokedCertificate(of(ExampleEntity.TSA)).getRevocationReason())
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNUSED", "REMOVE_FROM_CRL"})
    void a_reason_that_does_not_revoke_is_refused(CRLReason reason) {
        assertThatThrownBy(() -> PKI.crlRevoking(ExampleEntity.TSA, AT, reason))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_list_from_before_or_after_the_life_of_the_pki_is_refused() {
        assertThatThrownBy(() -> PKI.issuingCaCrl(FROM.minusSeconds(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PKI.rootCrl(TO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_later_list_has_a_higher_number() {
        assertThat(crlNumber(PKI.issuingCaCrl(AT))).isGreaterThan(crlNumber(PKI.issuingCaCrl()));
    }

    @ParameterizedTest
    @EnumSource
    void a_key_store_opens_with_the_jdk_and_with_bouncy_castle(ExampleEntity entity) throws Exception {
        ExampleCredential credential = PKI.credential(entity);
        byte[] store = credential.pkcs12(entity.alias());

        assertThat(ExampleCredential.fromPkcs12(store, entity.alias()))
                .isEqualTo(new ExampleCredential(jdkKey(credential), credential.chain()));
        KeyStore bouncy = KeyStore.getInstance("PKCS12", new BouncyCastleProvider());
        bouncy.load(new ByteArrayInputStream(store), ExamplePki.PASSWORD.toCharArray());
        assertThat(bouncy.getKey(entity.alias(), ExamplePki.PASSWORD.toCharArray())
                        .getAlgorithm())
                .isEqualTo(credential.key().getAlgorithm());
        assertThat(bouncy.getCertificateChain(entity.alias())).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void a_key_straight_from_memory_signs_with_the_jdk_and_fits_its_certificate(ExampleEntity entity) throws Exception {
        ExampleCredential credential = PKI.credential(entity);
        Signature signature = Signature.getInstance(entity.keyKind().signature());
        signature.initSign(credential.key());
        signature.update((byte) 1);
        byte[] made = signature.sign();
        signature.initVerify(credential.certificate());
        signature.update((byte) 1);
        assertThat(signature.verify(made)).isTrue();
    }

    @Test
    void a_key_store_without_the_alias_is_refused() {
        byte[] store = PKI.credential(ExampleEntity.TSA).pkcs12("tsa");
        assertThatThrownBy(() -> ExampleCredential.fromPkcs12(store, "seal"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("alias seal");
    }

    @Test
    void bytes_that_are_no_key_store_are_refused() {
        assertThatThrownBy(() -> ExampleCredential.fromPkcs12("no".getBytes(StandardCharsets.UTF_8), "tsa"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_credential_without_certificates_is_refused() {
        assertThatThrownBy(() ->
                        new ExampleCredential(PKI.credential(ExampleEntity.TSA).key(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_folder_written_from_memory_has_the_files_of_the_committed_one(@TempDir Path folder) throws IOException {
        PKI.writeTo(folder.resolve("new"));
        List<String> documents = List.of("README.md", "rebuild");
        assertThat(names(folder.resolve("new")))
                .containsExactlyElementsOf(names(KeystoresExampleTest.FOLDER).stream()
                        .filter(n -> !documents.contains(n))
                        .toList());
    }

    @Test
    void making_a_pki_leaves_the_providers_of_the_jvm_alone() {
        assertThat(Security.getProviders()).noneMatch(p -> p.getName().equals("BC"));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private static PrivateKey jdkKey(ExampleCredential credential) throws GeneralSecurityException {
        return KeyFactory.getInstance(credential.key().getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(credential.key().getEncoded()));
    }

    private static X509Certificate of(ExampleEntity entity) {
        return PKI.credential(entity).certificate();
    }

    private static List<X509Certificate> all() {
        return certificates(PKI);
    }

    private static List<X509Certificate> certificates(ExamplePki pki) {
        List<X509Certificate> all = new ArrayList<>(List.of(pki.root(), pki.issuingCa()));
        for (ExampleEntity entity : ExampleEntity.values()) {
            all.add(pki.credential(entity).certificate());
        }
        return all;
    }

    static String bits(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return "RSA " + rsa.getModulus().bitLength();
        }
        return key instanceof ECPublicKey ec
                ? "EC " + ec.getParams().getCurve().getField().getFieldSize()
                : key.getAlgorithm();
    }

    private static List<Integer> usages(X509Certificate certificate) {
        List<Integer> set = new ArrayList<>();
        boolean[] bits = certificate.getKeyUsage();
        for (int i = 0; i < bits.length; i++) {
            if (bits[i]) {
                set.add(i);
            }
        }
        return set;
    }

    private static byte[] extension(X509Extension holder, ASN1ObjectIdentifier id) {
        return ASN1OctetString.getInstance(holder.getExtensionValue(id.getId())).getOctets();
    }

    private static BigInteger crlNumber(X509CRL list) {
        return ASN1Integer.getInstance(extension(list, Extension.cRLNumber)).getValue();
    }

    private static String crlAddress(X509Certificate certificate) {
        CRLDistPoint points = CRLDistPoint.getInstance(extension(certificate, Extension.cRLDistributionPoints));
        GeneralNames names = GeneralNames.getInstance(
                points.getDistributionPoints()[0].getDistributionPoint().getName());
        return names.getNames()[0].getName().toString();
    }
}
