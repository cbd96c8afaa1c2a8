package org.cretula.trust;

import java.util.Set;
import java.util.TreeSet;

/**
 * What certificate policies a path must be valid for: the inputs (c), (e), (f) and (g) of RFC 5280 6.1.1.
 *
 * @param acceptable the user-initial-policy-set, object identifiers in dotted form; empty means any policy
 * @param explicitRequired initial-explicit-policy: the path must be valid for one of the acceptable policies, even if no
 *     certificate of it demands that
 * @param mappingInhibited initial-policy-mapping-inhibit: one policy may not stand for another
 * @param anyInhibited initial-any-policy-inhibit: a certificate that says "any policy" says nothing
 */
public record PathPolicy(
        Set<String> acceptable, boolean explicitRequired, boolean mappingInhibited, boolean anyInhibited) {

    /** The policy that stands for every other, RFC 5280 4.2.1.4. */
    public static final String ANY_POLICY = "2.5.29.32.0";

    /** Any policy or none: what is asked unless told otherwise. */
    public static final PathPolicy ANY = new PathPolicy(Set.of(), false, false, false);

    public PathPolicy {
        for (String oid : acceptable) {
            requireOid(oid);
        }
        // Naming "any policy" among others leaves nothing of the restriction, and engines differ in how they see that.
        acceptable = acceptable.contains(ANY_POLICY) ? Set.of() : Set.copyOf(acceptable);
    }

    /** The path must be valid for at least one of these policies. */
    public static PathPolicy oneOf(Set<String> policies) {
        return new PathPolicy(policies, true, false, false);
    }

    static Set<String> sorted(Set<String> policies) {
        return new TreeSet<>(policies);
    }

    static void requireOid(String oid) {
        if (!oid.matches("[0-2](\\.(0|[1-9][0-9]{0,38})){1,32}")) {
            throw new IllegalArgumentException(
                    "expected a policy's object identifier such as 2.16.840.1.101.3.2.1.48.1, found '" + oid + "'");
        }
    }
}
