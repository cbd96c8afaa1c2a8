package org.cretula.signing.internal;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.xml.ByteSink;

/** Bytes that can be taken any number of times, without being held. */
@FunctionalInterface
public interface SignedBytes {

    /**
     * Hands the bytes over as they come.
     *
     * @param usual how XML is written where the reference itself does not say so
     * @throws NotFollowed for bytes that are not to be had after all
     */
    void write(String usual, ByteSink sink) throws XMLSecurityException;

    /** Bytes that are at hand. */
    static SignedBytes of(byte[] bytes) {
        return (usual, sink) -> sink.take(bytes, 0, bytes.length);
    }

    /** All of them, as the reference's digest is taken over them. */
    default byte[] all() throws XMLSecurityException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(Names.DEFAULT_C14N, out::write);
        return out.toByteArray();
    }

    /** Their digest. */
    default byte[] digest(DigestAlgorithm algorithm) throws XMLSecurityException {
        MessageDigest digest = algorithm.start();
        write(Names.DEFAULT_C14N, digest::update);
        return digest.digest();
    }

    /** Why bytes are not to be had, known only when they are asked for. */
    final class NotFollowed extends XMLSecurityException {
        private static final long serialVersionUID = 1L;

        private final transient Led.Nowhere nowhere;

        NotFollowed(Led.Nowhere nowhere) {
            super("empty", new Object[] {nowhere.explanation()});
            this.nowhere = nowhere;
        }

        /** Why. */
        public Led.Nowhere nowhere() {
            return nowhere;
        }
    }
}
