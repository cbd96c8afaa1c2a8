package org.cretula.transport.internal;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;

/** Bytes of an attachment for CXF, with their MIME type. */
final class PartSource implements DataSource {

    private final byte[] bytes;
    private final String type;

    PartSource(byte[] bytes, String type) {
        this.bytes = bytes;
        this.type = type;
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
        return type;
    }

    @Override
    public String getName() {
        return "";
    }
}
