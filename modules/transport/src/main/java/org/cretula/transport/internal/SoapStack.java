package org.cretula.transport.internal;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.attachment.AttachmentDeserializer;
import org.apache.cxf.attachment.AttachmentUtil;
import org.apache.cxf.binding.soap.saaj.SAAJInInterceptor;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.jaxws.EndpointImpl;
import org.apache.cxf.staxutils.StaxUtils;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.cretula.transport.As4Limits;
import org.jspecify.annotations.Nullable;

/**
 * CXF set up for one job: a SOAP 1.2 provider without WSDL, with every limit stated, whose written answer is thrown
 * away because ours is sent byte for byte.
 */
final class SoapStack {

    private static final String PATH = "/as4";

    private SoapStack() {}

    /** A bus of its own; the thread's and the JVM's default bus stay as they were. */
    static Bus bus() {
        Bus before = BusFactory.getThreadDefaultBus(false);
        Bus bus = new CXFBusFactory().createBus();
        BusFactory.setThreadDefaultBus(before);
        BusFactory.clearDefaultBusForAnyThread(bus);
        return bus;
    }

    static CXFNonSpringServlet receiving(VerifyingInterceptor verifying, As4Limits limits) {
        Bus bus = bus();
        EndpointImpl endpoint = new EndpointImpl(bus, new ReceivingProvider());
        endpoint.getInInterceptors().add(SAAJInInterceptor.INSTANCE);
        endpoint.getInInterceptors().add(verifying);
        endpoint.setProperties(properties(limits));
        endpoint.publish(PATH);
        CXFNonSpringServlet servlet = new CXFNonSpringServlet();
        servlet.setBus(bus);
        return servlet;
    }

    // The defaults of CXF 4.2.3 are partly too small for AS4 and partly without bound.
    private static Map<String, Object> properties(As4Limits limits) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(AttachmentDeserializer.ATTACHMENT_MAX_SIZE, Integer.toString(limits.messageBytes()));
        properties.put(AttachmentDeserializer.ATTACHMENT_MEMORY_THRESHOLD, Integer.toString(limits.messageBytes()));
        properties.put(AttachmentDeserializer.ATTACHMENT_MAX_COUNT, limits.parts() + 1);
        properties.put(AttachmentDeserializer.ATTACHMENT_HEADERS_MAX_COUNT, limits.partHeaders() + 1);
        properties.put(AttachmentDeserializer.ATTACHMENT_MAX_HEADER_SIZE, limits.headerLength() + 100);
        properties.put(AttachmentUtil.ATTACHMENT_XOP_FOLLOW_URLS_PROPERTY, false);
        properties.put("mtom-enabled", false);
        properties.put(StaxUtils.MAX_ELEMENT_DEPTH, 24);
        properties.put(StaxUtils.MAX_CHILD_ELEMENTS, 1000);
        properties.put(StaxUtils.MAX_ATTRIBUTE_COUNT, 24);
        properties.put(StaxUtils.MAX_ATTRIBUTE_SIZE, 64 << 10);
        properties.put(StaxUtils.MAX_TEXT_LENGTH, 64 << 10);
        properties.put(StaxUtils.MAX_ELEMENT_COUNT, 4_000L);
        properties.put(StaxUtils.MAX_XML_CHARACTERS, (long) limits.envelopeBytes());
        return properties;
    }

    /** Runs CXF over what the doors let through. */
    static void pass(
            CXFNonSpringServlet soap,
            HttpServletRequest request,
            HttpServletResponse response,
            MimeDoor.Mime mime,
            Reception reception)
            throws ServletException, IOException {
        String boundary = "cretula-" + UUID.randomUUID();
        Rewritten rewritten =
                new Rewritten(request, MimeDoor.rewrittenType(boundary), MimeDoor.rewrite(mime, boundary));
        rewritten.setAttribute(Reception.KEY, reception);
        try {
            soap.service(rewritten, new Discarded(response));
        } finally {
            rewritten.removeAttribute(Reception.KEY);
        }
    }

    /** The request as the doors wrote it: one header, one path, one body. */
    private static final class Rewritten extends HttpServletRequestWrapper {
        private final String type;
        private final byte[] body;

        Rewritten(HttpServletRequest request, String type, byte[] body) {
            super(request);
            this.type = type;
            this.body = body;
        }

        @Override
        public String getPathInfo() {
            return PATH;
        }

        @Override
        public @Nullable String getQueryString() {
            return null;
        }

        @Override
        public String getContentType() {
            return type;
        }

        @Override
        public String getCharacterEncoding() {
            return "UTF-8";
        }

        @Override
        public int getContentLength() {
            return body.length;
        }

        @Override
        public long getContentLengthLong() {
            return body.length;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.toLowerCase(Locale.ROOT).equals("content-type") ? type : null;
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            String value = getHeader(name);
            return Collections.enumeration(value == null ? List.of() : List.of(value));
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            return Collections.enumeration(List.of("Content-Type"));
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Bytes(body);
        }
    }

    private static final class Bytes extends ServletInputStream {
        private final ByteArrayInputStream in;

        Bytes(byte[] bytes) {
            in = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return in.read(buffer, offset, length);
        }

        @Override
        public boolean isFinished() {
            return in.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("read on this thread only");
        }
    }
}
