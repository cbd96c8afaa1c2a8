package org.cretula.trust.internal.path;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.cretula.trust.internal.encoding.Words;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;

/**
 * The anchor's own certificate allows the path below it: it is a CA that may sign certificates, the path is not longer
 * than it says, and every name lies within its name constraints.
 *
 * <p>RFC 5280 leaves this to whoever chooses the anchor, so neither engine looks: both accepted chains that a
 * constrained root forbids (attacks C11, C13). Its dates are judged by {@link CertificateValidity}, what its user adds by
 * {@link LimitedAnchor}.
 */
@Explained(
        passed = "The chain keeps to what the anchor's own certificate allows.",
        unknown = "The anchor's own certificate does not allow this chain.",
        settledBy = "A chain that keeps to it, or another anchor for this issuer.")
public final class AnchorConstraints implements Check<CandidatePath> {

    private static final int KEY_CERT_SIGN = 5;
    // basicConstraints, keyUsage, nameConstraints, certificatePolicies: enforced here, or nothing to enforce
    private static final Set<String> UNDERSTOOD = Set.of("2.5.29.19", "2.5.29.15", "2.5.29.30", "2.5.29.32");

    @Override
    public String id() {
        return "anchor-constraints";
    }

    @Override
    public String clause() {
        return "RFC 5280, 4.2.1.3, 4.2.1.9 and 4.2.1.10; EN 319 102-1 V1.4.1, 5.2.6";
    }

    @Override
    public Finding examine(CandidatePath path) {
        X509Certificate anchor = path.anchor();
        Optional<String> fault = fault(path, anchor);
        if (fault.isEmpty()) {
            return passed("the anchor " + Words.name(anchor) + " allows the chain below it");
        }
        return unknown(
                SubIndication.CHAIN_CONSTRAINTS_FAILURE,
                "the anchor " + Words.name(anchor) + " does not allow this chain: " + fault.get(),
                "a chain that keeps to what the anchor's certificate says, or another anchor for this issuer");
    }

    private static Optional<String> fault(CandidatePath path, X509Certificate anchor) {
        int pathLength = anchor.getBasicConstraints();
        if (pathLength < 0) {
            return Optional.of("its certificate is not that of a CA");
        }
        boolean[] usage = anchor.getKeyUsage();
        if (usage != null && !usage[KEY_CERT_SIGN]) {
            return Optional.of("its key usage lacks keyCertSign");
        }
        long between = intermediates(path).stream().filter(c -> !selfIssued(c)).count();
        if (between > pathLength) {
            return Optional.of(
                    "it allows " + pathLength + " certificates between itself and the holder, found " + between);
        }
        Set<String> critical = new TreeSet<>();
        if (anchor.getCriticalExtensionOIDs() != null) {
            critical.addAll(anchor.getCriticalExtensionOIDs());
        }
        critical.removeAll(UNDERSTOOD);
        if (!critical.isEmpty()) {
            return Optional.of("it has critical extensions that are not understood: " + String.join(", ", critical));
        }
        return AnchorNames.certificateFault(path);
    }

    public static List<X509Certificate> intermediates(CandidatePath path) {
        return path.belowAnchor().subList(1, path.belowAnchor().size());
    }

    public static boolean selfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }
}
