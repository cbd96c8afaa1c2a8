package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DataObjectTest {

    private static final byte[] BYTES = new byte[200_000];

    static {
        new Random(1).nextBytes(BYTES);
    }

    @Test
    void data_from_a_source_are_digested_like_those_that_are_held_and_each_stream_is_closed() {
        AtomicInteger open = new AtomicInteger();
        DataObject held = new DataObject("a.bin", BYTES, "application/octet-stream");
        DataObject streamed = new DataObject(
                "a.bin",
                () -> {
                    open.incrementAndGet();
                    return new ByteArrayInputStream(BYTES) {
                        @Override
                        public void close() {
                            open.decrementAndGet();
                        }
                    };
                },
                "application/octet-stream");
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            assertThat(streamed.digest(algorithm))
                    .isEqualTo(held.digest(algorithm))
                    .isEqualTo(algorithm.digest(BYTES));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        streamed.writeTo(out::write);
        assertThat(out.toByteArray()).isEqualTo(BYTES);
        assertThat(streamed.bytes()).isEqualTo(BYTES);
        assertThat(open).hasValue(0);
    }

    @Test
    void data_that_cannot_be_read_are_named() {
        DataObject gone = new DataObject(
                "gone.bin",
                () -> {
                    throw new FileNotFoundException("gone");
                },
                "application/octet-stream");
        assertThatThrownBy(() -> gone.digest(DigestAlgorithm.SHA256))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("'gone.bin'");
    }

    @Test
    void a_detached_signature_over_a_source_is_that_over_its_bytes() throws Exception {
        XadesSigner signer = new XadesSigner(Fixture.entry(Fixture.RSA), Fixture.PROVIDERS);
        DataObject held = new DataObject("a.bin", BYTES, "application/octet-stream");
        DataObject streamed =
                new DataObject("a.bin", () -> new ByteArrayInputStream(BYTES), "application/octet-stream");
        assertThat(signer.sign(SignatureRequest.detached(streamed), Fixture.SIGNED))
                .isEqualTo(signer.sign(SignatureRequest.detached(held), Fixture.SIGNED));
        assertThat(signer.sign(SignatureRequest.manifest(streamed), Fixture.SIGNED))
                .isEqualTo(signer.sign(SignatureRequest.manifest(held), Fixture.SIGNED));
    }
}
