package org.cretula.cli.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes a body into memory while it is short enough, and hangs up as soon as it is not. */
final class LimitedBody implements HttpResponse.BodySubscriber<byte[]> {

    private static final int NOTHING = -1;

    private final int most;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Optional<Flow.Subscription> subscription = Optional.empty();

    LimitedBody(int most) {
        this.most = most;
    }

    /** Hangs up before the first byte. */
    static HttpResponse.BodySubscriber<byte[]> none() {
        return new LimitedBody(NOTHING);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        if (most == NOTHING) {
            given.cancel();
            body.complete(new byte[0]);
        } else {
            subscription = Optional.of(given);
            given.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (body.isDone()) {
                return;
            }
            if (buffer.remaining() > most - bytes.size()) {
                subscription.ifPresent(Flow.Subscription::cancel);
                body.completeExceptionally(new IOException("expected at most " + most + " bytes, found more"));
                return;
            }
            byte[] piece = new byte[buffer.remaining()];
            buffer.get(piece);
            bytes.write(piece, 0, piece.length);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        body.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
        body.complete(bytes.toByteArray());
    }
}
