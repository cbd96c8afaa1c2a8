package org.cretula.trust;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.cretula.trust.internal.path.NameTree;

/**
 * Why an anchor is trusted less than its certificate says, in its user's own words.
 *
 * <p>Names are trees, written as kind and value: {@code dn:C=XA} (every distinguished name that ends so, as RFC 4514
 * writes it, the most general part last), {@code dns:example.org} (that host and those below it), {@code
 * email:example.org} (mailboxes at that host), {@code email:.example.org} (at hosts below it), {@code
 * email:seal@example.org} (that mailbox), {@code uri:example.org} (addresses at that host), {@code uri:.example.org} (at
 * hosts below it), {@code ip:192.0.2.0/24}. As in RFC 5280 4.2.1.10, permitted names of one kind bind names of that kind
 * only.
 *
 * @param permittedNames every name of these kinds below the anchor must lie within one of them; empty permits all
 * @param excludedNames no name below the anchor may lie within one of them
 * @param validFrom the first instant at which it is trusted
 * @param validUntil the last instant at which it is trusted
 * @param policies a path below it must be valid for one of these certificate policies; empty means any or none
 */
public record AnchorLimits(
        Set<String> permittedNames,
        Set<String> excludedNames,
        Optional<Instant> validFrom,
        Optional<Instant> validUntil,
        Set<String> policies) {

    /** None. */
    public static final AnchorLimits NONE =
            new AnchorLimits(Set.of(), Set.of(), Optional.empty(), Optional.empty(), Set.of());

    public AnchorLimits {
        permittedNames = Set.copyOf(permittedNames);
        excludedNames = Set.copyOf(excludedNames);
        policies = Set.copyOf(policies);
        permittedNames.forEach(NameTree::parse);
        excludedNames.forEach(NameTree::parse);
        policies.forEach(PathPolicy::requireOid);
        if (policies.contains(PathPolicy.ANY_POLICY)) {
            throw new IllegalArgumentException(
                    "expected policies to limit an anchor to, found any policy; leave it out");
        }
        if (validFrom.isPresent() && validUntil.isPresent() && validFrom.get().isAfter(validUntil.get())) {
            throw new IllegalArgumentException(
                    "expected a start before the end, found " + validFrom.get() + " and " + validUntil.get());
        }
    }

    /** One line that is the same for equal limits. */
    String canonical() {
        return "permitted=" + new TreeSet<>(permittedNames) + " excluded=" + new TreeSet<>(excludedNames) + " from="
                + validFrom.map(Instant::toString).orElse("") + " until="
                + validUntil.map(Instant::toString).orElse("") + " policies=" + PathPolicy.sorted(policies);
    }
}
