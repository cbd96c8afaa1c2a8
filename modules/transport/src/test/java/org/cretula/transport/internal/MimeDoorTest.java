package org.cretula.transport.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.cretula.transport.As4Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MimeDoorTest {

    private static final String TYPE = "multipart/related; boundary=b; type=\"application/soap+xml\"; start=\"<r@x>\"";
    private static final String ROOT = "--b\r\nContent-Type: application/soap+xml\r\nContent-ID: <r@x>\r\n\r\n<e/>";
    private static final String PART = "\r\n--b\r\nContent-ID: <p@x>\r\n\r\nabc";
    private static final String END = "\r\n--b--\r\n";

    private static MimeDoor.Mime read(String type, String body) throws Refusal {
        return new MimeDoor(As4Limits.DEFAULT).read(type, body.getBytes(ISO_8859_1));
    }

    private static void refused(String type, String body) {
        assertThatThrownBy(() -> read(type, body))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.code()).isEqualTo(EbmsCode.MIME_INCONSISTENCY));
    }

    @Test
    void envelope_and_parts_are_read_byte_for_byte() throws Refusal {
        MimeDoor.Mime mime = read(TYPE, ROOT + PART + "\r\n--b\r\nContent-ID: <q@x>\r\n\r\nx--b\r\n-b" + END);

        assertThat(new String(mime.envelope(), ISO_8859_1)).isEqualTo("<e/>");
        assertThat(mime.parts()).extracting(RawPart::cid).containsExactly("p@x", "q@x");
        assertThat(new String(mime.parts().get(0).bytes(), ISO_8859_1)).isEqualTo("abc");
    }

    @Test
    void an_empty_part_and_an_empty_line_at_the_start_are_read() throws Refusal {
        MimeDoor.Mime mime = read(TYPE, "\r\n" + ROOT + "\r\n--b\r\nContent-ID: <p@x>\r\n\r\n" + END);

        assertThat(mime.parts().get(0).bytes()).isEmpty();
    }

    @Test
    void what_is_written_anew_reads_the_same() throws Refusal {
        MimeDoor.Mime mime = read(TYPE, ROOT + PART + END);
        MimeDoor.Mime again =
                new MimeDoor(As4Limits.DEFAULT).read(MimeDoor.rewrittenType("zz"), MimeDoor.rewrite(mime, "zz"));

        assertThat(again.envelope()).isEqualTo(mime.envelope());
        assertThat(again.parts()).extracting(RawPart::cid).containsExactly("p@x");
        assertThat(again.parts().get(0).bytes()).isEqualTo(mime.parts().get(0).bytes());
    }

    @Test
    void a_plain_envelope_is_read() throws Refusal {
        assertThat(read("application/soap+xml; charset=utf-8", "<e/>").parts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/xml",
                "application/soap+xml; charset=utf-16",
                "multipart/mixed; boundary=b",
                "multipart/related",
                "multipart/related; boundary=\"\"",
                "multipart/related; boundary=b; boundary=c",
                "multipart/related; boundary=b; type=\"text/xml\"",
                "multipart/related; boundary=b; type=\"application/xop+xml\"",
                "multipart/related; boundary=b; start=\"<other@x>\"",
                "multipart/related; boundary=b, c",
                ""
            })
    void another_content_type_is_refused(String type) {
        refused(type, ROOT + PART + END);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-ID: <p@x>\r\n folded: yes\r\n",
                "Content-ID: <p@x>\r\n\tfolded\r\n",
                "Content-ID: <p@x>\r\nX-No-Colon\r\n",
                "Content-ID: <p@x>\r\nX Blank: 1\r\n",
                "Content-ID: <p@x>\r\nX-Bare: a\nb\r\n",
                "Content-ID: <p@x>\r\nX-Umlaut: \u00e4\r\n"
            })
    void S05_a_header_that_is_folded_or_malformed_is_refused(String headers) {
        refused(TYPE, ROOT + "\r\n--b\r\n" + headers + "\r\nabc" + END);
    }

    @Test
    void S05_a_header_given_twice_is_refused() {
        refused(TYPE, ROOT + "\r\n--b\r\nContent-ID: <p@x>\r\ncontent-id: <q@x>\r\n\r\nabc" + END);
    }

    @Test
    void S05_a_flood_of_headers_is_refused() {
        StringBuilder flood = new StringBuilder("Content-ID: <p@x>\r\n");
        for (int i = 0; i < 100_000; i++) {
            flood.append('X').append(i).append(": 1\r\n");
        }
        refused(TYPE, ROOT + "\r\n--b\r\n" + flood + "\r\nabc" + END);
    }

    @Test
    void S05_a_header_line_without_end_is_refused() {
        refused(TYPE, ROOT + "\r\n--b\r\nContent-ID: <" + "p".repeat(400) + "@x>\r\n\r\nabc" + END);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/related; boundary=c", "MULTIPART/mixed; boundary=c", "message/rfc822"})
    void S06_parts_inside_a_part_are_refused(String type) {
        refused(TYPE, ROOT + "\r\n--b\r\nContent-ID: <p@x>\r\nContent-Type: " + type + "\r\n\r\nabc" + END);
    }

    @ParameterizedTest
    @ValueSource(strings = {"base64", "quoted-printable", "x-other"})
    void another_transfer_encoding_is_refused(String encoding) {
        refused(
                TYPE,
                ROOT + "\r\n--b\r\nContent-ID: <p@x>\r\nContent-Transfer-Encoding: " + encoding + "\r\n\r\nYWJj" + END);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "preamble\r\n" + ROOT + PART + END,
                ROOT + PART + END + "epilogue",
                ROOT + PART,
                ROOT + PART + "\r\n--b",
                ROOT + "\r\n--b\r\nContent-ID: <p@x>\r\n\r\nabc\r\n--bb\r\n" + END,
                ROOT + "\r\n--b \r\nContent-ID: <p@x>\r\n\r\nabc" + END,
                "--b--\r\n",
                "",
                "--c\r\n"
            })
    void S06_text_around_the_parts_or_a_missing_boundary_is_refused(String body) {
        refused(TYPE, body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p@x", "<>", "<p q@x>", "<p@x><q@x>", ""})
    void a_part_without_a_proper_content_id_is_refused(String id) {
        refused(TYPE, ROOT + "\r\n--b\r\nContent-ID: " + id + "\r\n\r\nabc" + END);
    }

    @Test
    void S03_content_ids_equal_after_decoding_are_refused() {
        refused(TYPE, ROOT + PART + "\r\n--b\r\nContent-ID: <p%40x>\r\n\r\nabc" + END);
    }

    @Test
    void more_parts_than_the_limit_are_refused() {
        StringBuilder many = new StringBuilder(ROOT);
        for (int i = 0; i <= As4Limits.DEFAULT.parts(); i++) {
            many.append("\r\n--b\r\nContent-ID: <p").append(i).append("@x>\r\n\r\nabc");
        }
        refused(TYPE, many + END);
    }

    @Test
    void an_envelope_larger_than_the_limit_is_refused() {
        refused("application/soap+xml", "x".repeat(As4Limits.DEFAULT.envelopeBytes() + 1));
    }
}
