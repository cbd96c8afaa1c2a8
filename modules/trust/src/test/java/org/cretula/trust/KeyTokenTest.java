package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.cretula.testkit.SoftToken;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that SoftHSM2 keeps. */
class KeyTokenTest {

    private static final char[] PIN = SoftToken.PIN.toCharArray();
    private static final TestCa CA = TestCa.root("Root").intermediate("CA");

    private static SoftToken token = absent();
    private static List<X509Certificate> chain = List.of();

    @TempDir
    private Path dir;

    private static SoftToken absent() {
        return SoftToken.installed().orElseGet(() -> {
            String absent = "SoftHSM2 or OpenSC is not installed; apt-get install softhsm2 opensc";
            return "true".equals(System.getenv("CI")) ? fail(absent) : Assumptions.abort(absent);
        });
    }

    @BeforeAll
    static void fill() {
        chain = token.make("seal", CA, Subject.named("Chamber"));
        token.key("bare", "EC:secp256r1");
    }

    @Test
    void a_library_that_is_not_there_or_is_none_is_told() throws IOException {
        assertThatThrownBy(() -> KeyToken.labelled(dir.resolve("none.so"), SoftToken.LABEL, PIN))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("none.so, found nothing");
        assertThatThrownBy(() -> KeyToken.inSlot(dir, 0, PIN))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("found something else");
        Path text = Files.writeString(dir.resolve("text.so"), "no library");
        assertThatThrownBy(() -> KeyToken.inSlot(text, 0, PIN))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("expected a PKCS#11 library with a token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b.so", "a\nname=b.so", "${user.home}.so"})
    void a_path_that_could_say_more_than_a_path_is_refused(String name) throws IOException {
        Path library = Files.writeString(dir.resolve(name), "no library");
        assertThatThrownBy(() -> KeyToken.inSlot(library, 0, PIN))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("expected a path without");
    }

    @Test
    void a_token_that_is_not_there_is_told_with_those_that_are() {
        assertThatThrownBy(() -> KeyToken.labelled(token.library(), "other", PIN))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("expected one token 'other'")
                .hasMessageContaining("found '" + SoftToken.LABEL + "'; give one of these");
        assertThatThrownBy(() -> KeyToken.inSlot(token.library(), 4711, PIN))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("slot 4711");
    }

    @Test
    void a_wrong_pin_is_told_and_not_repeated() {
        assertThatThrownBy(() -> KeyToken.labelled(token.library(), SoftToken.LABEL, "161803".toCharArray()))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("expected the PIN of the token '" + SoftToken.LABEL + "', found another")
                .hasMessageNotContaining("161803");
    }

    @Test
    void a_key_counts_with_its_certificate_only() throws Exception {
        try (KeyToken open = KeyToken.labelled(token.library(), SoftToken.LABEL, PIN)) {
            for (String alias : List.of("bare", "stamp")) {
                assertThatThrownBy(() -> open.key(alias))
                        .isInstanceOf(KeyFileException.class)
                        .hasMessageContaining("found 'seal'");
            }
        }
    }

    @Test
    void a_key_signs_and_never_leaves() throws Exception {
        List<String> before = providers();
        byte[] bytes = "bytes".getBytes(StandardCharsets.US_ASCII);
        try (KeyToken open = KeyToken.labelled(token.library(), SoftToken.LABEL, PIN)) {
            KeyEntry key = open.key("seal");
            assertThat(key.certificate()).isEqualTo(chain.get(0));
            assertThat(open.key().certificate()).isEqualTo(chain.get(0));
            assertThat(Optional.ofNullable(key.key().getEncoded())).isEmpty();
            Signature signature =
                    Signature.getInstance("SHA256withECDSA", key.provider().orElseThrow());
            signature.initSign(key.key());
            signature.update(bytes);
            byte[] value = signature.sign();
            assertThat(new SignatureVerifier(new Providers())
                            .verify(
                                    SignatureSuite.ECDSA_SHA256,
                                    key.certificate().getPublicKey(),
                                    bytes,
                                    value,
                                    SignatureVerifier.Form.X509))
                    .isTrue();
        }
        assertThat(providers()).isEqualTo(before);
    }

    @Test
    void a_slot_does_instead_of_a_label() throws Exception {
        try (KeyToken open = KeyToken.inSlot(token.library(), token.slot(), PIN)) {
            assertThat(open.key("seal").certificate()).isEqualTo(chain.get(0));
            assertThat(open).hasToString("KeyToken[the token in slot " + token.slot() + "]");
        }
    }

    private static List<String> providers() {
        return List.of(Security.getProviders()).stream().map(Provider::getName).toList();
    }
}
