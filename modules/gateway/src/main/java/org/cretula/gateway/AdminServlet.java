package org.cretula.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.cretula.transport.Delivery;
import org.cretula.transport.OutboundMessage;
import org.cretula.transport.Payload;
import org.cretula.transport.ReceivedMessage;

/**
 * What programs on the same machine may ask a node: {@code GET} lists the received messages, {@code GET
 * ?payload=SHA256} gives the bytes of one payload, {@code POST ?to=PARTNER} sends the body, an XML document, and says
 * what became of it.
 */
final class AdminServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final int MAX_BYTES = 10 << 20;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final transient Gateway gateway;

    AdminServlet(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * A page in a browser on this machine must not be able to ask or send: it comes with an origin, or by a name that was
     * made to point here.
     */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getHeader("Origin") != null || !LOOPBACK.contains(request.getServerName())) {
            answer(response, HttpServletResponse.SC_FORBIDDEN, error("expected a program on this machine as caller"));
            return;
        }
        super.service(request, response);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String sha256 = request.getParameter("payload");
        if (sha256 != null) {
            payload(sha256, response);
            return;
        }
        ArrayNode list = MAPPER.createArrayNode();
        for (StoredMessage message : gateway.messages()) {
            ObjectNode one = list.addObject();
            one.put("from", message.from());
            one.put("messageId", message.messageId());
            one.put("conversationId", message.conversationId());
            one.put("receivedAt", message.receivedAt().toString());
            ArrayNode payloads = one.putArray("payloads");
            for (StoredMessage.StoredPayload payload : message.payloads()) {
                payloads.addObject().put("mimeType", payload.mimeType()).put("sha256", payload.sha256());
            }
        }
        answer(response, HttpServletResponse.SC_OK, list);
    }

    private void payload(String sha256, HttpServletResponse response) throws IOException {
        Optional<ReceivedMessage.Bytes> payload = gateway.payload(sha256);
        if (payload.isEmpty()) {
            answer(response, HttpServletResponse.SC_NOT_FOUND, error("expected the sha256 of a payload in the list"));
            return;
        }
        // Never shown in place: it is a partner's document.
        response.setHeader("Content-Disposition", "attachment");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType("application/octet-stream");
        response.getOutputStream().write(payload.get().toArray());
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
        String to = request.getParameter("to");
        if (to == null || body.length == 0 || body.length > MAX_BYTES) {
            answer(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    error("expected ?to=PARTNER and an XML document of at most 10 MiB as body"));
            return;
        }
        OutboundMessage message = OutboundMessage.builder()
                .payload(Payload.of("application/xml", body))
                .build(gateway.clock());
        try {
            answer(response, HttpServletResponse.SC_OK, delivery(gateway.send(message, to)));
        } catch (GatewayConfigException e) {
            answer(response, HttpServletResponse.SC_NOT_FOUND, error(String.valueOf(e.getMessage())));
        }
    }

    private static ObjectNode delivery(Delivery delivery) {
        ObjectNode json = MAPPER.createObjectNode().put("messageId", delivery.messageId());
        if (delivery instanceof Delivery.Acknowledged acknowledged) {
            json.put("outcome", "acknowledged")
                    .put("receiptTimestamp", acknowledged.receiptTimestamp().toString());
        } else if (delivery instanceof Delivery.Refused refused) {
            json.put("outcome", "refused").put("authentic", refused.authentic());
            ArrayNode errors = json.putArray("errors");
            refused.errors()
                    .forEach(e -> errors.addObject()
                            .put("code", e.code())
                            .put("shortDescription", e.shortDescription())
                            .put("detail", e.detail()));
        } else if (delivery instanceof Delivery.Unconfirmed unconfirmed) {
            json.put("outcome", "unconfirmed")
                    .put("reason", unconfirmed.reason().name())
                    .put("explanation", unconfirmed.explanation());
        }
        return json;
    }

    private static ObjectNode error(String message) {
        return MAPPER.createObjectNode().put("error", message);
    }

    private static void answer(HttpServletResponse response, int status, Object json) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.getOutputStream().write(MAPPER.writeValueAsBytes(json));
    }
}
