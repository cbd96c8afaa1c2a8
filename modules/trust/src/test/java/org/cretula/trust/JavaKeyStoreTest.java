package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys from stores that the JDK wrote in its own form, and which of two kinds a file is. */
class JavaKeyStoreTest {

    private static final String PASSWORD = "correct horse";
    private static final int HEAD = 12;

    private static final Credential SEAL =
            TestCa.root("Root").intermediate("CA").issue(Subject.named("Chamber"));
    private static final byte[] JKS = store("JKS", PASSWORD, "seal");

    @TempDir
    private Path dir;

    @Test
    void a_jceks_store_is_refused_with_the_way_out() {
        byte[] jceks = store("JCEKS", PASSWORD, "seal");
        refused(jceks, PASSWORD, "seal", "found a JCEKS store");
        refused(jceks, PASSWORD, "seal", "keytool -importkeystore -deststoretype PKCS12");
    }

    @Test
    void a_wrong_password_is_told_and_not_repeated() {
        assertThatThrownBy(() -> KeyFile.read(JKS, "battery staple".toCharArray(), "seal"))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("expected the password of the key store, found another")
                .hasMessageNotContaining("battery");
    }

    @Test
    void a_key_with_a_password_of_its_own_is_told() {
        refused(store("JKS", "another", "seal"), PASSWORD, "seal", "keytool -keypasswd");
    }

    @Test
    void an_alias_that_is_not_there_is_told_with_those_that_are() {
        refused(JKS, PASSWORD, "stamp", "expected an entry 'stamp' in the key store, found 'seal'");
    }

    @Test
    void an_entry_without_key_is_told() throws Exception {
        KeyStore certificates = empty("JKS");
        certificates.setCertificateEntry("root", SEAL.certificate());
        refused(stored(certificates), PASSWORD, "root", "found a certificate only");
    }

    @Test
    void without_an_alias_a_store_must_have_one_key() throws Exception {
        for (String type : new String[] {"JKS", "PKCS12"}) {
            Path file = Files.write(dir.resolve(type), store(type, PASSWORD, "seal"));
            assertThat(KeyFile.read(file, PASSWORD.toCharArray()).chain()).isEqualTo(SEAL.chain());
            Files.write(file, store(type, PASSWORD, "seal", "stamp"));
            assertThatThrownBy(() -> KeyFile.read(file, PASSWORD.toCharArray()))
                    .isInstanceOf(KeyFileException.class)
                    .hasMessageContaining("expected one private key")
                    .hasMessageContaining("'seal', 'stamp'; say which by its alias");
            Files.write(file, stored(empty(type)));
            assertThatThrownBy(() -> KeyFile.read(file, PASSWORD.toCharArray()))
                    .isInstanceOf(KeyFileException.class)
                    .hasMessageContaining("found no key");
        }
    }

    @Test
    void a_truncated_store_is_refused() {
        for (int length = 0; length < JKS.length; length += 61) {
            refused(Arrays.copyOf(JKS, length), PASSWORD, "seal", "expected ");
        }
    }

    @Test
    void a_store_that_was_changed_is_refused_at_every_byte() {
        for (int at = 4; at < JKS.length; at += 7) {
            byte[] changed = JKS.clone();
            changed[at] ^= 1;
            refused(changed, PASSWORD, "seal", "or a store that was changed");
        }
    }

    @Test
    void whoever_knows_the_password_can_still_make_nothing_but_a_refusal() throws Exception {
        Random random = new Random(11);
        for (int i = 0; i < 700; i++) {
            byte[] hostile = Arrays.copyOf(JKS, JKS.length - 20);
            for (int changes = random.nextInt(3) + 1; changes > 0; changes--) {
                // The first bytes are counts, names and lengths; most of the rest is the key and its certificates.
                int at = random.nextBoolean() ? 4 + random.nextInt(60) : 4 + random.nextInt(hostile.length - 4);
                hostile[at] = (byte) random.nextInt();
            }
            byte[] sealed = digested(hostile);
            try {
                assertThat(KeyFile.read(sealed, PASSWORD.toCharArray(), "seal").chain())
                        .isNotEmpty();
            } catch (KeyFileException e) {
                assertThat(e).hasMessageContaining("expected ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void C21_counts_and_lengths_are_held_against_what_there_is(int number) throws Exception {
        byte[] count = Arrays.copyOf(JKS, JKS.length - 20);
        ByteBuffer.wrap(count).putInt(8, number);
        byte[] length = Arrays.copyOf(JKS, JKS.length - 20);
        ByteBuffer.wrap(length).putInt(HEAD + 4 + 2 + "seal".length() + 8, number);
        for (byte[] hostile : new byte[][] {digested(count), digested(length)}) {
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(5), () -> refused(hostile, PASSWORD, "seal", "found a fault"));
        }
    }

    @Test
    void the_key_and_its_chain_are_read_by_any_case_of_the_alias() throws Exception {
        for (String alias : new String[] {"seal", "SEAL"}) {
            KeyEntry entry = KeyFile.read(JKS, PASSWORD.toCharArray(), alias);
            assertThat(entry.chain()).isEqualTo(SEAL.chain());
            assertThat(((ECPrivateKey) entry.key()).getS()).isEqualTo(((ECPrivateKey) SEAL.key()).getS());
            assertThat(entry.provider()).isEmpty();
        }
    }

    @Test
    void the_order_of_the_jvms_providers_does_not_matter() throws Exception {
        Provider first = new BouncyCastleProvider();
        Security.insertProviderAt(first, 1);
        try {
            assertThat(KeyFile.read(JKS, PASSWORD.toCharArray(), "seal").certificate())
                    .isEqualTo(SEAL.certificate());
        } finally {
            Security.removeProvider(first.getName());
        }
    }

    @Test
    void pkcs12_is_told_by_its_bytes() throws Exception {
        assertThat(KeyFile.read(SEAL.pkcs12("seal", PASSWORD), PASSWORD.toCharArray(), "seal")
                        .chain())
                .isEqualTo(SEAL.chain());
        refused(
                "<a/>".getBytes(StandardCharsets.US_ASCII),
                PASSWORD,
                "seal",
                "PKCS#12 store or a Java key store (JKS)");
    }

    /** With the digest that such a store must have. */
    private static byte[] digested(byte[] content) throws GeneralSecurityException {
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        sha1.update(PASSWORD.getBytes(StandardCharsets.UTF_16BE));
        sha1.update("Mighty Aphrodite".getBytes(StandardCharsets.US_ASCII));
        byte[] digest = sha1.digest(content);
        byte[] whole = Arrays.copyOf(content, content.length + digest.length);
        System.arraycopy(digest, 0, whole, content.length, digest.length);
        return whole;
    }

    private static byte[] store(String type, String keyPassword, String... aliases) {
        try {
            KeyStore store = empty(type);
            for (String alias : aliases) {
                store.setKeyEntry(
                        alias,
                        SEAL.key(),
                        keyPassword.toCharArray(),
                        SEAL.chain().toArray(new Certificate[0]));
            }
            return stored(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore empty(String type) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        return store;
    }

    private static byte[] stored(KeyStore store) throws GeneralSecurityException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, PASSWORD.toCharArray());
        return out.toByteArray();
    }

    private static void refused(byte[] bytes, String password, String alias, String why) {
        assertThatThrownBy(() -> KeyFile.read(bytes, password.toCharArray(), alias))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining(why);
    }
}
