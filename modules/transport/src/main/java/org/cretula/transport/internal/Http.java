package org.cretula.transport.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.cretula.transport.WireMessage;

/**
 * One POST: HTTP/1.1 without an offer of HTTP/2, which some receivers stumble over; no redirects, no cookies, a
 * proxy only by the JVM's own settings; the whole exchange has one time limit, and the answer a size limit.
 */
public final class Http {

    private static final int MAX_ANSWER = 4 << 20;

    private final HttpClient client;
    private final Duration answer;

    /** With time limits for the connection and for the whole exchange. */
    public Http(Duration connect, Duration answer, Optional<SSLContext> tls) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect);
        tls.ifPresent(builder::sslContext);
        this.client = builder.build();
        this.answer = answer;
    }

    /** Sends the bytes as they are. */
    public WireMessage.Answer post(WireMessage message, URI endpoint) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", message.contentType())
                .timeout(answer)
                .POST(HttpRequest.BodyPublishers.ofByteArray(message.body()))
                .build();
        CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(request, info -> new Bounded());
        try {
            HttpResponse<byte[]> response = exchange.get(answer.toMillis(), TimeUnit.MILLISECONDS);
            return new WireMessage.Answer(
                    response.statusCode(),
                    new WireMessage(
                            response.headers().firstValue("Content-Type").orElse(""), response.body()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HttpTimeoutException timeout) {
                throw timeout;
            }
            throw new IOException(
                    e.getCause() instanceof ConnectException
                            ? "cannot connect; check the address, and that the partner's node runs there"
                            : "no answer: " + e.getCause(),
                    e);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            HttpTimeoutException timeout = new HttpTimeoutException("no complete answer within " + answer);
            timeout.initCause(e);
            throw timeout;
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for the answer");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    /** Collects a body up to a limit. */
    private static final class Bounded implements HttpResponse.BodySubscriber<byte[]> {
        private final CompletableFuture<byte[]> result = new CompletableFuture<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private Optional<Flow.Subscription> subscription = Optional.empty();

        @Override
        public CompletionStage<byte[]> getBody() {
            return result;
        }

        @Override
        public void onSubscribe(Flow.Subscription s) {
            subscription = Optional.of(s);
            s.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                if (body.size() + buffer.remaining() > MAX_ANSWER) {
                    subscription.ifPresent(Flow.Subscription::cancel);
                    result.completeExceptionally(
                            new IOException("expected an answer of at most " + MAX_ANSWER + " bytes, found more"));
                    return;
                }
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                body.writeBytes(bytes);
            }
        }

        @Override
        public void onError(Throwable error) {
            result.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            result.complete(body.toByteArray());
        }
    }
}
