package org.cretula.signing.internal.creation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.cretula.signing.SignatureAlgorithm;

/**
 * A signature that lacks its value only.
 *
 * @param algorithm by which the value is to be made
 * @param certificate whose key is to make it
 * @param time the claimed signing time
 * @param id of the signature element
 * @param toBeSigned canonical bytes of {@code ds:SignedInfo}
 * @param before the document up to the value
 * @param after the document behind it
 * @param broken earlier signatures that this one breaks
 * @param proven whether the digests were taken from the very bytes before and after the value, in this process
 */
@SuppressWarnings("ArrayRecordComponent") // inside the module; nobody changes or compares them
public record Draft(
        SignatureAlgorithm algorithm,
        X509Certificate certificate,
        Instant time,
        String id,
        byte[] toBeSigned,
        byte[] before,
        byte[] after,
        List<String> broken,
        boolean proven) {

    public Draft {
        broken = List.copyOf(broken);
    }

    /** The document with this value. */
    public byte[] with(byte[] value) {
        byte[] text = Base64.getEncoder().encode(value);
        byte[] all = Arrays.copyOf(before, before.length + text.length + after.length);
        System.arraycopy(text, 0, all, before.length, text.length);
        System.arraycopy(after, 0, all, before.length + text.length, after.length);
        return all;
    }
}
