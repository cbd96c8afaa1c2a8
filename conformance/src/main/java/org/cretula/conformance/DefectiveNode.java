package org.cretula.conformance;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cretula.conformance.internal.Proxy;
import org.cretula.conformance.internal.Wire;

/** A sound node with somebody in front of it who spoils its answers. */
final class DefectiveNode implements Node {

    private final Node sound;
    private final List<Proxy> proxies = new ArrayList<>();
    private final URI endpoint;
    private final Optional<URI> trigger;

    DefectiveNode(Node sound, Defect defect) throws IOException {
        this.sound = sound;
        Wire wire = new Wire();
        Defect.Memory memory = new Defect.Memory();
        Proxy proxy = Proxy.before(
                sound.endpoint(), (request, query) -> defect.answered(wire.post(sound.endpoint(), request), memory));
        proxies.add(proxy);
        this.endpoint = proxy.uri();
        this.trigger = defect.triggered(sound.trigger(), proxies::add);
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public Optional<URI> observe() {
        return sound.observe();
    }

    @Override
    public Optional<URI> trigger() {
        return trigger;
    }

    @Override
    public void close() {
        proxies.forEach(Proxy::close);
        sound.close();
    }
}
