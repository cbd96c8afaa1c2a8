package org.cretula.trust.internal.path;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BERTags;
import org.cretula.trust.PathPolicy;

/**
 * What the engines would build and compare for a path, counted without building or comparing anything.
 *
 * <p>Policy mappings multiply: where every policy of a certificate is mapped to every policy of the next, the tree grows
 * by that factor with each certificate, and both engines build it node by node (attack C12, the class of CVE-2023-0464).
 * Names are compared with every constraint above them.
 */
public final class PathCost {

    private static final String CERTIFICATE_POLICIES = "2.5.29.32";
    private static final String POLICY_MAPPINGS = "2.5.29.33";
    private static final String NAME_CONSTRAINTS = "2.5.29.30";
    private static final String ALTERNATIVE_NAMES = "2.5.29.17";

    private PathCost() {}

    /**
     * The nodes of the policy tree, at most.
     *
     * @param most where counting may end, as the number is too high already
     */
    public static long policyNodes(CandidatePath path, long most) {
        // How many nodes expect a policy at the next certificate: where it names that policy, each gets one child.
        Map<String, Long> expecting = new HashMap<>(Map.of(PathPolicy.ANY_POLICY, 1L));
        long nodes = 1;
        for (int i = path.belowAnchor().size() - 1; i >= 0 && nodes <= most; i--) {
            X509Certificate certificate = path.belowAnchor().get(i);
            Set<String> policies = firsts(certificate, CERTIFICATE_POLICIES);
            Map<String, Long> level = new HashMap<>();
            boolean any = policies.remove(PathPolicy.ANY_POLICY);
            for (String policy : policies) {
                level.put(policy, Math.max(expecting.getOrDefault(policy, 0L), 1L));
            }
            if (any) {
                expecting.forEach((policy, count) -> level.merge(policy, count, Math::max));
            }
            nodes += level.values().stream().mapToLong(Long::longValue).sum();
            expecting = mapped(certificate, level);
        }
        return nodes;
    }

    private static Map<String, Long> mapped(X509Certificate certificate, Map<String, Long> level) {
        Map<String, Set<String>> mappings = new HashMap<>();
        for (ASN1Encodable mapping : elements(certificate, POLICY_MAPPINGS)) {
            if (mapping.toASN1Primitive() instanceof ASN1Sequence pair && pair.size() == 2) {
                mappings.computeIfAbsent(pair.getObjectAt(0).toString(), p -> new HashSet<>())
                        .add(pair.getObjectAt(1).toString());
            }
        }
        Map<String, Long> expecting = new HashMap<>();
        long any = level.getOrDefault(PathPolicy.ANY_POLICY, 0L);
        level.forEach((policy, count) ->
                mappings.getOrDefault(policy, Set.of(policy)).forEach(to -> expecting.merge(to, count, Long::sum)));
        if (any > 0) {
            // A mapping of a policy that only "any policy" covers makes a node of its own, RFC 5280 6.1.4 (b) (1).
            mappings.forEach((from, to) -> to.forEach(t -> expecting.merge(t, any, Long::sum)));
        }
        return expecting;
    }

    /** Names below constraints times these constraints, over the path. */
    public static long nameComparisons(CandidatePath path) {
        long constraints = 0;
        long comparisons = 0;
        for (int i = path.certificates().size() - 1; i >= 0; i--) {
            X509Certificate certificate = path.certificates().get(i);
            comparisons +=
                    constraints * (1 + elements(certificate, ALTERNATIVE_NAMES).size());
            long more = 0;
            for (ASN1Encodable trees : elements(certificate, NAME_CONSTRAINTS)) {
                more += size(trees);
            }
            // Engines also compare each new constraint with those they have.
            comparisons += more * (constraints + more);
            constraints += more;
        }
        return comparisons;
    }

    private static int size(ASN1Encodable tagged) {
        return tagged.toASN1Primitive() instanceof ASN1TaggedObject trees
                        && trees.getBaseUniversal(false, BERTags.SEQUENCE) instanceof ASN1Sequence sequence
                ? sequence.size()
                : 1;
    }

    private static Set<String> firsts(X509Certificate certificate, String extension) {
        Set<String> firsts = new HashSet<>();
        for (ASN1Encodable element : elements(certificate, extension)) {
            if (element.toASN1Primitive() instanceof ASN1Sequence sequence && sequence.size() > 0) {
                firsts.add(sequence.getObjectAt(0).toString());
            }
        }
        return firsts;
    }

    private static List<ASN1Encodable> elements(X509Certificate certificate, String extension) {
        byte[] value = certificate.getExtensionValue(extension);
        if (value == null) {
            return List.of();
        }
        try {
            ASN1Primitive content = ASN1Primitive.fromByteArray(
                    ASN1OctetString.getInstance(value).getOctets());
            return content instanceof ASN1Sequence sequence ? List.of(sequence.toArray()) : List.of();
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle reports broken structures by unchecked exceptions too. An extension that cannot be read
            // builds nothing; what it means for the path is the engines' to say.
            return List.of();
        }
    }
}
