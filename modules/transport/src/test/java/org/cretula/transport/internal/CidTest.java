package org.cretula.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidTest {

    @ParameterizedTest
    @CsvSource({"cid:a@b, a@b", "cid:a%40b, a@b", "cid:a+b@c, a+b@c", "cid:%C3%A4@b, ä@b", "cid:a%2540b, a%40b"})
    void a_URI_names_a_content_id_decoded_once(String uri, String id) {
        assertThat(Cid.isCidUri(uri)).isTrue();
        assertThat(Cid.ofUri(uri)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cid:", "CID:a@b", "http://a/b", "#a", "", "cid:a%4", "cid:a%zzb", "cid:a b", "cid:ä@b"})
    void what_is_no_cid_URI_is_none(String uri) {
        assertThat(Cid.isCidUri(uri)).isFalse();
    }

    @Test
    void a_content_id_that_only_looks_encoded_stands_as_it_is() {
        assertThat(Cid.decoded("50%@b")).isEqualTo("50%@b");
    }
}
