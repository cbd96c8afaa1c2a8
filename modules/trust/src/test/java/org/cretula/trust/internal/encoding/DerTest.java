package org.cretula.trust.internal.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30", // no length
                "3080020101" + "0000", // indefinite
                "308103020101", // 03 in two bytes
                "30820003020101", // 03 in three bytes
                "3084ffffffff020101", // longer than an array can be
                "30040201", // beyond the end
                "300302010100", // one byte more
                "3003020201", // a child beyond its parent
                "24030401aa", // an octet string in pieces
                "1000", // a sequence that is not constructed
                "1f8101020101", // a long tag
                "0000" // an end mark
            })
    void C14_what_only_lax_parsers_read_is_a_fault(String hex) {
        assertThat(Der.fault(HexFormat.of().parseHex(hex))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0500", "3003020101", "a003020101", "30053003020101", "3000"})
    void der_has_no_fault(String hex) {
        assertThat(Der.fault(HexFormat.of().parseHex(hex))).isEmpty();
    }
}
