package org.cretula.oracle.dss;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cretula.oracle.dss.JdkXmlDsigJudge.CoreValidity;
import org.cretula.oracle.dss.JdkXmlDsigJudge.ReferenceValidity;
import org.junit.jupiter.api.Test;

class JdkXmlDsigJudgeTest {

    private static final Signed SIGNED = new Signed();

    @Test
    void a_changed_document_fails_at_the_reference_to_it_and_nowhere_else() {
        CoreValidity core = only(SIGNED.altered());
        assertThat(core.valid()).isFalse();
        assertThat(core.valueValid()).isTrue();
        assertThat(core.references()).extracting(ReferenceValidity::valid).containsExactly(false, true);
        assertThat(core.line()).startsWith("CORE_INVALID\tvalue=true\t");
    }

    @Test
    void a_changed_signed_property_fails_at_its_own_reference() {
        CoreValidity core = only(changed("2026-06-01T10:00:00Z", "2026-06-01T11:00:00Z"));
        assertThat(core.references()).extracting(ReferenceValidity::valid).containsExactly(true, false);
    }

    @Test
    void a_changed_digest_breaks_the_signature_value() {
        CoreValidity core = only(changed("<ds:SignedInfo>", "<ds:SignedInfo> "));
        assertThat(core.valueValid()).isFalse();
        assertThat(core.valid()).isFalse();
    }

    @Test
    void a_document_type_is_refused() {
        CoreValidity core = only("<!DOCTYPE a><a/>".getBytes(StandardCharsets.UTF_8));
        assertThat(core.valid()).isFalse();
        assertThat(core.refusal()).isPresent();
    }

    @Test
    void a_document_without_a_signature_is_not_valid() {
        CoreValidity core = only("<a/>".getBytes(StandardCharsets.UTF_8));
        assertThat(core.valid()).isFalse();
        assertThat(core.refusal()).contains("no signature");
    }

    @Test
    void a_sealed_document_is_valid_with_both_its_references() {
        CoreValidity core = only(SIGNED.bytes);
        assertThat(core.valid()).isTrue();
        assertThat(core.references()).extracting(ReferenceValidity::valid).containsExactly(true, true);
    }

    private static byte[] changed(String old, String replacement) {
        String text = new String(SIGNED.bytes, StandardCharsets.UTF_8);
        assertThat(text).contains(old);
        return text.replace(old, replacement).getBytes(StandardCharsets.UTF_8);
    }

    private static CoreValidity only(byte[] document) {
        List<CoreValidity> all = JdkXmlDsigJudge.judge(document);
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
