package org.cretula.trust.internal.path;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.security.auth.x500.X500Principal;

/**
 * Certificates, or anchors, by the name of their subject; each once, in the order in which they came.
 *
 * @param <T> what is looked for
 */
public final class BySubject<T> {

    private final Function<T, X509Certificate> certificate;
    private final Map<X500Principal, Set<T>> all = new LinkedHashMap<>();

    public BySubject(Function<T, X509Certificate> certificate, Collection<T> all) {
        this.certificate = certificate;
        all.forEach(this::add);
    }

    public void add(T more) {
        all.computeIfAbsent(certificate.apply(more).getSubjectX500Principal(), n -> new LinkedHashSet<>())
                .add(more);
    }

    public Set<T> named(X500Principal name) {
        return all.getOrDefault(name, Set.of());
    }
}
