package org.cretula.trust.internal.path;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.cretula.trust.AnchorLimits;
import org.cretula.trust.PathPolicy;
import org.cretula.trust.internal.encoding.Words;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;

/**
 * The path keeps to what its user allows the anchor: dates, names and certificate policies.
 *
 * <p>A root certificate is signed by itself and says what it likes; whoever trusts it for the certificates of one
 * country, or until its successor took over, must be able to say so.
 */
@Explained(
        passed = "The chain keeps to what whoever set up the trust folder allowed the anchor.",
        unknown = "The anchor is not trusted for this chain, or not at this time, by the constraints beside it.",
        settledBy =
                "Proof that the signature is from within the anchor's time, a chain that keeps to its constraints, or other constraints.")
public final class LimitedAnchor implements Check<LimitedAnchor.Subject> {

    /**
     * What is judged.
     *
     * @param path the path
     * @param policies the policies for which it is valid
     */
    public record Subject(CandidatePath path, Set<String> policies) {}

    @Override
    public String id() {
        return "anchor-limits";
    }

    @Override
    public String clause() {
        return "EN 319 102-1 V1.4.1, 5.2.6; RFC 5280, 6.1.1 and 6.2";
    }

    @Override
    public Finding examine(Subject subject) {
        CandidatePath path = subject.path();
        AnchorLimits limits = path.limits();
        String anchor = Words.name(path.anchor());
        if (limits.validFrom().filter(path.at()::isBefore).isPresent()) {
            String from = Words.date(limits.validFrom().get());
            return unknown(
                    SubIndication.NO_CERTIFICATE_CHAIN_FOUND,
                    "the anchor " + anchor + " is trusted only from " + from + ", asked as at " + Words.date(path.at()),
                    "an examination as at " + from + " or later, or an earlier valid-from in the anchor's constraints");
        }
        if (limits.validUntil().filter(path.at()::isAfter).isPresent()) {
            String until = Words.date(limits.validUntil().get());
            return unknown(
                    SubIndication.NO_CERTIFICATE_CHAIN_FOUND_NO_POE,
                    "the anchor " + anchor + " is trusted only until " + until + ", asked as at "
                            + Words.date(path.at()),
                    "proof that the signature is older than " + until + ", such as a time-stamp");
        }
        Optional<String> fault = AnchorNames.limitFault(path).or(() -> policyFault(limits, subject.policies()));
        return fault.isEmpty()
                ? passed("the chain keeps to what is allowed the anchor " + anchor)
                : unknown(
                        SubIndication.CHAIN_CONSTRAINTS_FAILURE,
                        "the anchor " + anchor + " is not trusted for this chain: " + fault.get(),
                        "a chain that keeps to the anchor's constraints in the trust folder, or other constraints there");
    }

    /** Whether the limits let a signer of lists through; their policies are for those whose lists these are. */
    public static boolean allowsSigner(CandidatePath path) {
        return !path.limits().validFrom().filter(path.at()::isBefore).isPresent()
                && !path.limits().validUntil().filter(path.at()::isAfter).isPresent()
                && AnchorNames.limitFault(path).isEmpty();
    }

    /** The policies of a path that remain under the anchor's limits. */
    public static Set<String> remaining(AnchorLimits limits, Set<String> policies) {
        if (limits.policies().isEmpty()) {
            return policies;
        }
        if (policies.contains(PathPolicy.ANY_POLICY)) {
            return limits.policies();
        }
        Set<String> both = new TreeSet<>(policies);
        both.retainAll(limits.policies());
        return both;
    }

    private static Optional<String> policyFault(AnchorLimits limits, Set<String> policies) {
        if (limits.policies().isEmpty() || !remaining(limits, policies).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("it allows the policies "
                + Words.line(String.join(" ", new TreeSet<>(limits.policies()))) + ", found "
                + (policies.isEmpty() ? "none" : Words.line(String.join(" ", new TreeSet<>(policies)))));
    }
}
