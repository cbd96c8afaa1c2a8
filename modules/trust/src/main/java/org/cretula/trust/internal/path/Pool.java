package org.cretula.trust.internal.path;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.cretula.trust.Anchor;
import org.cretula.trust.Purpose;
import org.cretula.trust.TrustMaterial;

/** Trust material, sorted once for all searches. */
public final class Pool {

    private final Map<Purpose, BySubject<Anchor>> anchors = new EnumMap<>(Purpose.class);
    private final BySubject<X509Certificate> intermediates;
    private final Collection<X509Certificate> refusedExampleRoots;

    public Pool(TrustMaterial material) {
        for (Purpose purpose : Purpose.values()) {
            anchors.put(purpose, new BySubject<>(Anchor::certificate, material.trusted(purpose)));
        }
        this.intermediates = new BySubject<>(c -> c, material.intermediates());
        this.refusedExampleRoots = material.refusedExampleRoots();
    }

    Set<Anchor> anchors(Purpose purpose, X500Principal name) {
        BySubject<Anchor> of = anchors.get(purpose);
        return of == null ? Set.of() : of.named(name);
    }

    Set<X509Certificate> intermediates(X500Principal name) {
        return intermediates.named(name);
    }

    Collection<X509Certificate> refusedExampleRoots() {
        return refusedExampleRoots;
    }
}
