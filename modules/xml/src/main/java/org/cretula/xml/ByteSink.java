package org.cretula.xml;

import java.io.OutputStream;

/**
 * Takes bytes as they come: {@code messageDigest::update}, or {@code stream::write} of a {@link
 * java.io.ByteArrayOutputStream}. An {@link OutputStream} that may fail is not one.
 */
@FunctionalInterface
public interface ByteSink {

    /** Takes {@code length} bytes from {@code offset} on; the array is the caller's to write over afterwards. */
    void take(byte[] bytes, int offset, int length);
}
