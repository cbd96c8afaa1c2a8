package org.cretula.conformance.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.cretula.transport.WireMessage;

/** Plain HTTP requests with a time limit and a bounded answer. */
public final class Wire {

    private static final int MAX_ANSWER = 16 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** GET. */
    public WireMessage.Answer get(URI from) throws IOException {
        return exchange(HttpRequest.newBuilder(from).GET());
    }

    /** POST of these bytes as they are. */
    public WireMessage.Answer post(URI to, WireMessage message) throws IOException {
        return exchange(HttpRequest.newBuilder(to)
                .header(
                        "Content-Type",
                        message.contentType().isEmpty() ? "application/octet-stream" : message.contentType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(message.body())));
    }

    private WireMessage.Answer exchange(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<InputStream> response =
                    client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                byte[] body = in.readNBytes(MAX_ANSWER + 1);
                if (body.length > MAX_ANSWER) {
                    throw new IOException("expected an answer of at most " + MAX_ANSWER + " bytes, found more");
                }
                return new WireMessage.Answer(
                        response.statusCode(),
                        new WireMessage(
                                response.headers().firstValue("Content-Type").orElse(""), body));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for an answer");
            interrupted.initCause(e);
            throw interrupted;
        }
    }
}
