package org.cretula.transport.internal;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;

/** Bytes of an attachment for CXF; always of type application/octet-stream, as ciphertext is. */
final class PartSource implements DataSource {

    private final byte[] bytes;

    PartSource(byte[] bytes) {
        this.bytes = bytes;
    }

    DataHandler handler() {
        return new DataHandler(this);
    }

    @Override
    public InputStream getInputStream() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public OutputStream getOutputStream() {
        throw new IllegalStateException("attachments are not written to");
    }

    @Override
    public String getContentType() {
        return Names.OCTETS;
    }

    @Override
    public String getName() {
        return "";
    }
}
