package org.cretula.transport.internal;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.cretula.transport.As4Identity;
import org.cretula.transport.As4Limits;
import org.cretula.transport.MessageStore;
import org.cretula.transport.PModes;
import org.cretula.transport.WireMessage;
import org.cretula.transport.WireTap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP side of receiving: reads a bounded body, shows it to the strict doors, passes what they wrote on to CXF, and
 * sends exactly the bytes that were stored.
 */
public final class DoorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(DoorServlet.class);

    private final transient As4Identity identity;
    private final transient PModes modes;
    private final transient MessageStore store;
    private final transient Signals signals;
    private final transient As4Limits limits;
    private final transient WireTap tap;
    private final transient CXFNonSpringServlet soap;

    /** For the factory in the public package. */
    public DoorServlet(
            As4Identity identity, PModes modes, MessageStore store, Clock clock, As4Limits limits, WireTap tap) {
        this.identity = identity;
        this.modes = modes;
        this.store = store;
        this.limits = limits;
        this.tap = tap;
        this.signals = new Signals(identity, clock);
        this.soap = SoapStack.receiving(new VerifyingInterceptor(new Opener(identity), clock), limits);
    }

    @Override
    public void init(ServletConfig config) throws ServletException {
        super.init(config);
        soap.init(config);
    }

    @Override
    public void destroy() {
        soap.destroy();
        super.destroy();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        String type = request.getContentType() == null ? "" : request.getContentType();
        if (!acceptable(type) || !plain(request)) {
            response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
            return;
        }
        byte[] body = request.getContentLengthLong() > limits.messageBytes()
                ? new byte[0]
                : request.getInputStream().readNBytes(limits.messageBytes() + 1);
        if (body.length == 0 || body.length > limits.messageBytes()) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        WireMessage message = new WireMessage(type, body);
        tap.incoming(message);
        Answer answer = answer(message, request, response);
        tap.outgoing(new WireMessage(Answer.CONTENT_TYPE, answer.body()));
        response.setStatus(answer.status());
        response.setContentType(Answer.CONTENT_TYPE);
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }

    private static boolean acceptable(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return lower.startsWith("multipart/related") || lower.startsWith(Names.SOAP_TYPE);
    }

    private static boolean plain(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Content-Encoding")).stream()
                        .allMatch(e -> e.equalsIgnoreCase("identity"))
                && Collections.list(request.getHeaders("Content-Type")).size() == 1;
    }

    private Answer answer(WireMessage message, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Optional<String> messageId = Optional.empty();
        Inbound.Expected expected;
        try {
            Inbound.Parsed parsed = Inbound.Parsed.of(message, limits);
            messageId = Optional.of(parsed.header.messageId());
            expected = Inbound.Expected.of(parsed, modes, identity.party());
        } catch (Refusal e) {
            // The sender is not one that we know, or its message cannot be read: an unsigned hint is all it gets.
            LOG.debug("refused at the door: {}", e.code(), e);
            return new Answer(400, signals.unsignedError(messageId, e));
        }
        Reception reception = new Reception(expected, signals, store);
        SoapStack.pass(soap, request, response, expected.parsed.mime, reception);
        if (reception.answer().isEmpty()) {
            reception.refuse(new Refusal(EbmsCode.OTHER, "the SOAP processor did not accept the message"));
        }
        return reception.answer().orElseThrow();
    }
}
