package org.cretula.trust.internal.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "words only",
                "-----BEGIN CERTIFICATE-----\nAAAA\n",
                "-----BEGIN CERTIFICATE-----\nAA!AA\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nAAA\n=A-----END CERTIFICATE-----",
                "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----"
            })
    void what_is_not_pem_of_the_kind_expected_is_refused(String text) {
        assertThatThrownBy(() -> Pem.blocks(text, "CERTIFICATE")).isInstanceOf(Pem.Fault.class);
    }

    @Test
    void words_around_the_blocks_are_skipped() throws Pem.Fault {
        String block = "-----BEGIN CERTIFICATE-----\r\nAAEC\r\n-----END CERTIFICATE-----\r\n";
        assertThat(Pem.blocks("one\n" + block + "two\n" + block, "CERTIFICATE"))
                .hasSize(2)
                .allSatisfy(bytes -> assertThat(bytes).containsExactly(0, 1, 2));
    }
}
