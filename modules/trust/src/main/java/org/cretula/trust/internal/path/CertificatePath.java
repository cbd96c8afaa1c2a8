package org.cretula.trust.internal.path;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cretula.trust.TriedPath;
import org.cretula.trust.internal.encoding.Words;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;

/**
 * The holder's certificate chains to an anchor of the right purpose, and two independent engines say so.
 *
 * <p>Each engine has accepted chains that the other refused (and that were wrong); where they disagree, nobody should
 * be told that the chain is good.
 */
@Explained(
        passed = "Two engines that know nothing of each other accept a chain from the certificate to an anchor.",
        unknown = "No chain leads to an anchor, or one does that an engine refuses, or the search reached its limits.",
        settledBy = "The missing certificates in the trust folder, or a chain without the fault from the issuer.")
public final class CertificatePath implements Check<PathOutcome> {

    private static final int MOST_TOLD = 3;

    @Override
    public String id() {
        return "certificate-path";
    }

    @Override
    public String clause() {
        return "EN 319 102-1 V1.4.1, 5.2.6; RFC 5280, 6.1";
    }

    @Override
    public Finding examine(PathOutcome outcome) {
        if (outcome.chosen().isPresent()) {
            return accepted(outcome, outcome.chosen().get());
        }
        Optional<PathAttempt> disputed =
                outcome.attempts().stream().filter(PathAttempt::disputed).findFirst();
        if (disputed.isPresent()) {
            return disputed(outcome, disputed.get());
        }
        if (!outcome.limits().isEmpty()) {
            return unknown(
                    SubIndication.RESOURCE_LIMIT,
                    "no chain from " + Words.name(outcome.holder()) + " to an anchor was found within the limits of "
                            + String.join(", ", outcome.limits()) + others(outcome, Optional.empty()),
                    "put the intermediate certificates of the issuer into the trust folder");
        }
        return outcome.attempts().isEmpty()
                ? noChain(outcome)
                : refused(outcome, outcome.attempts().get(0));
    }

    private Finding accepted(PathOutcome outcome, CandidatePath path) {
        String via = path.certificates().stream().map(Words::name).collect(Collectors.joining(", issued by "));
        int chains = outcome.found().candidates().size();
        return passed("two engines accept the chain " + via
                + (chains == 1 ? "" : " (one of " + chains + " chains to an anchor)")
                + others(outcome, Optional.of(path.certificates())));
    }

    private Finding disputed(PathOutcome outcome, PathAttempt attempt) {
        return unknown(
                SubIndication.CERTIFICATE_CHAIN_GENERAL_FAILURE,
                "the path engines disagree on the chain to "
                        + Words.name(attempt.path().anchor()) + ": " + disagreement(attempt)
                        + others(outcome, Optional.of(attempt.path().certificates())),
                "ask the issuer for a chain without this fault");
    }

    private static String disagreement(PathAttempt attempt) {
        String refusals = String.join("; ", attempt.refusals());
        if (attempt.jdk().accepts() && attempt.bouncyCastle().accepts()) {
            return refusals;
        }
        return (attempt.jdk().accepts() ? "the JDK" : "Bouncy Castle") + " accepts it, the other does not (" + refusals
                + ")";
    }

    private Finding refused(PathOutcome outcome, PathAttempt attempt) {
        return unknown(
                SubIndication.CERTIFICATE_CHAIN_GENERAL_FAILURE,
                "the chain to " + Words.name(attempt.path().anchor()) + " is not a valid path: "
                        + (attempt.path().validityOverlaps()
                                ? String.join("; ", attempt.refusals())
                                : "there is no instant at which all of its certificates are valid")
                        + others(outcome, Optional.of(attempt.path().certificates())),
                "ask the issuer for a certificate whose chain follows RFC 5280");
    }

    /** What became of the other chains that were tried; the first few, as a forger may have made many. */
    private static String others(PathOutcome outcome, Optional<List<X509Certificate>> told) {
        List<TriedPath> others = outcome.tried().stream()
                .filter(t -> !t.holds() && !told.equals(Optional.of(t.certificates())))
                .toList();
        if (others.isEmpty()) {
            return "";
        }
        String some =
                others.stream().limit(MOST_TOLD).map(CertificatePath::told).collect(Collectors.joining("; "));
        int more = others.size() - MOST_TOLD;
        return "; also tried: " + some + (more > 0 ? "; and " + more + " more" : "");
    }

    private static String told(TriedPath tried) {
        String via = tried.certificates().stream().skip(1).map(Words::name).collect(Collectors.joining(", "));
        String why = tried.refusals().isEmpty()
                ? tried.open().get(0).explanation()
                : tried.refusals().get(0);
        return "the chain through " + Words.line(via) + ": " + Words.line(why);
    }

    private Finding noChain(PathOutcome outcome) {
        if (!outcome.found().refusedExampleRoots().isEmpty()) {
            String root =
                    Words.name(outcome.found().refusedExampleRoots().iterator().next());
            return unknown(
                    SubIndication.NO_CERTIFICATE_CHAIN_FOUND,
                    "the chain ends at the example root " + root + ", whose private key is public",
                    "give --allow-example-trust to try the examples");
        }
        List<String> missing =
                outcome.found().deadEnds().stream().map(Words::name).toList();
        String issuers = missing.isEmpty()
                ? Words.name(outcome.holder().getIssuerX500Principal())
                : String.join(" or ", missing);
        return unknown(
                SubIndication.NO_CERTIFICATE_CHAIN_FOUND,
                "no chain leads from " + Words.name(outcome.holder()) + " to an anchor for "
                        + outcome.purpose().folder(),
                "the certificate of " + issuers + " in the trust folder: an anchor in "
                        + outcome.purpose().folder() + "/, or the intermediate that leads to one");
    }
}
