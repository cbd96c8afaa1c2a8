package org.cretula.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.cretula.signing.SigningRefusedException;
import org.cretula.trust.KeyEntry;
import org.cretula.verdict.Indication;
import org.junit.jupiter.api.Test;

class CertificateSealerTest {

    private static final byte[] WINE = Fixture.example("co-wine-timber-textiles.xml");

    private static byte[] seal(byte[] certificate) throws SigningRefusedException {
        KeyEntry key = new KeyEntry(Fixture.EC.key(), Fixture.EC.chain());
        return new CertificateSealer(key, Fixture.PROVIDERS).seal(certificate, Fixture.SEALED);
    }

    private static byte[] replaced(String from, String to) {
        String xml = new String(WINE, StandardCharsets.UTF_8);
        assertThat(xml).contains(from);
        return xml.replace(from, to).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void what_is_sealed_already_is_not_sealed_again() throws Exception {
        byte[] sealed = seal(WINE);
        assertThatThrownBy(() -> seal(sealed))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("signature already");
    }

    @Test
    void X30_a_place_for_a_seal_that_somebody_opened_before_is_not_sealed() throws Exception {
        String sealed = new String(seal(WINE), StandardCharsets.UTF_8);
        byte[] opened =
                sealed.replaceAll("(?s)<ds:Signature .*</ds:Signature>", "").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> seal(opened))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("place for a seal already");
    }

    @Test
    void what_could_not_be_judged_valid_is_not_sealed() {
        assertThatThrownBy(() -> seal(new byte[0])).isInstanceOf(SigningRefusedException.class);
        assertThatThrownBy(() -> seal("<a/>".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("urn:cretula:co:1");
        assertThatThrownBy(() -> seal(replaced("<cbc:UUID>", "<!-- hidden --><cbc:UUID>")))
                .hasMessageContaining("a comment");
        assertThatThrownBy(() -> seal(replaced("<cbc:UUID>", "<cbc:UUID>not-a-uuid")))
                .isInstanceOf(SigningRefusedException.class);
    }

    @Test
    void what_would_be_too_large_with_its_seal_is_not_sealed() throws Exception {
        String blanks = " ".repeat(1_040_000);
        String[] parts = new String(WINE, StandardCharsets.UTF_8).split("(?=<cac:)", 11);
        assertThat(parts).hasSize(11);
        byte[] large = String.join(blanks, parts).getBytes(StandardCharsets.UTF_8);
        assertThat(large).hasSizeLessThan(SealJudge.MAX_BYTES);
        assertThatThrownBy(() -> seal(large))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("at most");
        String less = String.join(blanks, Arrays.copyOf(parts, 10)) + parts[10];
        byte[] sealed = seal(less.getBytes(StandardCharsets.UTF_8));
        assertThat(Fixture.JUDGE.judge(sealed, Fixture.NOW).verdict().indication())
                .isEqualTo(Indication.VALID);
    }

    @Test
    void the_same_certificate_key_and_time_give_the_same_bytes() throws Exception {
        assertThat(seal(WINE)).isEqualTo(seal(WINE));
    }
}
