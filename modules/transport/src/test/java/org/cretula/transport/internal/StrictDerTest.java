package org.cretula.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertPath;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import org.cretula.transport.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictDerTest {

    private static boolean accepted(byte[] der) {
        return StrictDer.isOneValue(der, 16384);
    }

    @Test
    void a_certificate_is_one_value() throws Exception {
        assertThat(accepted(World.CHAMBER_SIGNING.certificate().getEncoded())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "3003020101 00",
                "3004020101",
                "3080020101 0000",
                "308103020101",
                "30820003020101",
                "3084ffffffff020101",
                "1f030101",
                "300402030101",
                "300b0603551d0e04847fffffff",
                "300b0603551d0e0404047fffff"
            })
    void S11_a_length_that_lies_is_refused(String hex) {
        assertThat(accepted(HexFormat.of().parseHex(hex.replace(" ", "")))).isFalse();
    }

    @Test
    void S11_a_key_identifier_that_claims_gigabytes_is_refused() {
        assertThat(accepted(HexFormat.of().parseHex("300d0603551d0e040604847fffffff")))
                .isFalse();
        assertThat(accepted(HexFormat.of().parseHex("300b0603551d0e040404020102")))
                .isTrue();
    }

    @Test
    void nesting_without_end_is_refused() {
        byte[] deep = new byte[100];
        for (int i = 0; i < 50; i++) {
            deep[2 * i] = 0x30;
            deep[2 * i + 1] = (byte) (98 - 2 * i);
        }
        assertThat(accepted(deep)).isFalse();
    }

    @Test
    void more_than_the_limit_is_refused() throws Exception {
        assertThat(StrictDer.isOneValue(World.CHAMBER_SIGNING.certificate().getEncoded(), 100))
                .isFalse();
    }

    @Test
    void the_last_certificate_of_a_path_is_the_holders() throws Exception {
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(World.CHAMBER_SIGNING.chain());
        byte[] encoded = path.getEncoded("PkiPath");

        assertThat(accepted(encoded)).isTrue();
        assertThat(StrictDer.lastElement(encoded))
                .isEqualTo(World.CHAMBER_SIGNING.certificate().getEncoded());
    }
}
