package org.cretula.signing.internal.doctor;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;

/** Bytes in another encoding. Larger ones are left aside, for they are held as characters. */
final class Encodings {

    static final int LARGEST = 2 << 20;

    private Encodings() {}

    /** What these bytes of one encoding are in the other; empty where one has not those characters. */
    static Optional<byte[]> converted(byte[] bytes, Charset from, Charset to) {
        if (bytes.length > LARGEST) {
            return Optional.empty();
        }
        try {
            CharBuffer characters = from.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            ByteBuffer encoded = to.newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(characters);
            byte[] converted = new byte[encoded.remaining()];
            encoded.get(converted);
            return Optional.of(converted);
        } catch (CharacterCodingException e) {
            // Not an answer that anybody waits for: it was not this encoding.
            return Optional.empty();
        }
    }
}
