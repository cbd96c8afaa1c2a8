package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.internal.Cross;
import org.cretula.trust.internal.Scene;
import org.cretula.trust.internal.encoding.Pkcs12Cost;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {

    private static final String PASSWORD = "correct horse";

    private final Credential seal = TestCa.root("Root").intermediate("CA").issue(Subject.named("Chamber"));
    private final byte[] store = seal.pkcs12("seal", PASSWORD);

    @TempDir
    private Path dir;

    @Test
    void a_missing_file_is_told() {
        assertThatThrownBy(() -> KeyFile.pkcs12(dir.resolve("none.p12"), PASSWORD.toCharArray(), "seal"))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("none.p12, found nothing");
    }

    @Test
    void a_folder_is_no_key_file() {
        assertThatThrownBy(() -> KeyFile.pkcs12(dir, PASSWORD.toCharArray(), "seal"))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("found a folder");
    }

    @Test
    void other_files_are_told_apart() {
        refused(new byte[0], PASSWORD, "seal", "an empty file");
        refused("-----BEGIN PRIVATE KEY-----".getBytes(StandardCharsets.US_ASCII), PASSWORD, "seal", "PEM text");
        refused(jks(), PASSWORD, "seal", "a Java key store (JKS)");
        refused(new byte[] {1, 2, 3}, PASSWORD, "seal", "expected a PKCS#12 store, found something else");
        refused(Cross.encoded(seal.certificate()), PASSWORD, "seal", "expected a PKCS#12 store, found something else");
    }

    @Test
    void a_wrong_password_is_told_and_not_repeated() {
        assertThatThrownBy(() -> KeyFile.pkcs12(store, "battery staple".toCharArray(), "seal"))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("expected the password")
                .hasMessageNotContaining("battery");
    }

    @Test
    void an_alias_that_is_not_there_is_told_with_those_that_are() {
        refused(store, PASSWORD, "stamp", "expected an entry 'stamp' in the key store, found 'seal'");
    }

    @Test
    void an_entry_without_key_is_told() throws Exception {
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("root", seal.certificate());
        refused(stored(certificates), PASSWORD, "root", "found a certificate only");
    }

    @Test
    void a_truncated_store_is_refused() {
        for (int length = 0; length < store.length; length += 97) {
            byte[] cut = Arrays.copyOf(store, length);
            assertThatThrownBy(() -> KeyFile.pkcs12(cut, PASSWORD.toCharArray(), "seal"))
                    .isInstanceOf(KeyFileException.class);
        }
    }

    @Test
    void C21_a_store_above_the_limit_is_refused_before_it_is_parsed() {
        refused(new byte[KeyFile.MAX_BYTES + 1], PASSWORD, "seal", "at most 1048576 bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000_001, Integer.MAX_VALUE})
    void C21_a_store_that_asks_for_endless_rounds_is_refused_at_once(int rounds) throws IOException {
        Pfx pfx = Pfx.getInstance(store);
        byte[] slow = new Pfx(
                        pfx.getAuthSafe(),
                        new MacData(pfx.getMacData().getMac(), pfx.getMacData().getSalt(), rounds))
                .getEncoded();
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> refused(slow, PASSWORD, "seal", "more than 1000000 rounds"));
    }

    @Test
    void C21_rounds_asked_for_by_the_certificates_are_counted_too() throws Exception {
        assertThat(Pkcs12Cost.fault(encryptedPart(Pkcs12Cost.MOST_ROUNDS))).isEmpty();
        assertThat(Pkcs12Cost.fault(encryptedPart(Pkcs12Cost.MOST_ROUNDS + 1))).isPresent();
    }

    @Test
    void the_key_and_its_chain_are_read() throws Exception {
        Path file = Files.write(dir.resolve("seal.p12"), store);
        KeyEntry entry = KeyFile.pkcs12(file, PASSWORD.toCharArray(), "seal");
        assertThat(entry.chain()).isEqualTo(seal.chain());
        assertThat(entry.certificate()).isEqualTo(seal.certificate());
        assertThat(((ECPrivateKey) entry.key()).getS()).isEqualTo(((ECPrivateKey) seal.key()).getS());
        assertThat(entry.toString()).isEqualTo("KeyEntry['CN=Chamber']");
    }

    @Test
    void the_order_of_the_jvms_providers_does_not_matter() throws Exception {
        byte[] madeByTheJdk = seal.pkcs12("seal", PASSWORD);
        Provider first = new BouncyCastleProvider();
        Security.insertProviderAt(first, 1);
        try {
            assertThat(KeyFile.pkcs12(madeByTheJdk, PASSWORD.toCharArray(), "seal")
                            .certificate())
                    .isEqualTo(seal.certificate());
            refused(madeByTheJdk, "another", "seal", "found another");
        } finally {
            Security.removeProvider(first.getName());
        }
    }

    @Test
    void a_key_on_a_curve_that_the_jdk_does_not_have_is_read() throws Exception {
        KeyPair keys = Cross.curve("brainpoolP256r1");
        X509Certificate certificate = Cross.holder("Chamber", keys, "Chamber", keys);
        KeyStore other = KeyStore.getInstance("PKCS12", Scene.PROVIDERS.bouncyCastle());
        other.load(null, null);
        other.setKeyEntry("seal", keys.getPrivate(), null, new Certificate[] {certificate});
        KeyEntry entry = KeyFile.pkcs12(stored(other), PASSWORD.toCharArray(), "seal");
        assertThat(entry.key().getAlgorithm()).startsWith("EC");
        assertThat(entry.certificate()).isEqualTo(certificate);
    }

    private static byte[] encryptedPart(int rounds) throws IOException {
        PBES2Parameters scheme = new PBES2Parameters(
                new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(new byte[8], rounds)),
                new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(new byte[16])));
        EncryptedData encrypted = new EncryptedData(
                PKCSObjectIdentifiers.data,
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, scheme),
                new DEROctetString(new byte[16]));
        byte[] safe = new DERSequence(new ContentInfo(PKCSObjectIdentifiers.encryptedData, encrypted)).getEncoded();
        return new DERSequence(new ASN1Encodable[] {
                    new ASN1Integer(3), new ContentInfo(PKCSObjectIdentifiers.data, new DEROctetString(safe))
                })
                .getEncoded();
    }

    private byte[] jks() {
        try {
            KeyStore jks = KeyStore.getInstance("JKS");
            jks.load(null, null);
            return stored(jks);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] stored(KeyStore store) throws GeneralSecurityException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, PASSWORD.toCharArray());
        return out.toByteArray();
    }

    private static void refused(byte[] bytes, String password, String alias, String why) {
        assertThatThrownBy(() -> KeyFile.pkcs12(bytes, password.toCharArray(), alias))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining(why);
    }
}
