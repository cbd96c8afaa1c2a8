package org.cretula.trust.internal.collection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.cretula.trust.Network;

/** A network in memory: what lies at which address. Remembers what was asked for. */
final class Shelf implements Network {

    private final Map<String, Function<byte[], byte[]>> things = new HashMap<>();
    final List<String> asked = new ArrayList<>();
    final List<Request> requests = new ArrayList<>();
    Runnable before = () -> {};

    Shelf put(String address, byte[] bytes) {
        return put(address, question -> bytes);
    }

    Shelf put(String address, Function<byte[], byte[]> answering) {
        things.put(address, answering);
        return this;
    }

    @Override
    public Reply fetch(Request request) throws IOException {
        before.run();
        String address = request.address().toString();
        asked.add(address);
        requests.add(request);
        Function<byte[], byte[]> answering = things.get(address);
        if (answering == null) {
            throw new IOException("expected HTTP status 200, found 404");
        }
        byte[] question = request.question().map(Body::bytes).orElse(new byte[0]);
        return new Reply(request.address(), answering.apply(question));
    }
}
