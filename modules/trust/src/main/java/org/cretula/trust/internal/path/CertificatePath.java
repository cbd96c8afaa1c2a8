package org.cretula.trust.internal.path;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cretula.trust.internal.encoding.Words;
import org.cretula.verdict.Check;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;

/**
 * The holder's certificate chains to an anchor of the right purpose, and two independent engines say so.
 *
 * <p>Each engine has accepted chains that the other refused (and that were wrong); where they disagree, nobody should
 * be told that the chain is good.
 */
public final class CertificatePath implements Check<PathOutcome> {

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
            return disputed(disputed.get());
        }
        if (outcome.found().exhausted()) {
            return unknown(
                    SubIndication.RESOURCE_LIMIT,
                    "no chain from " + Words.name(outcome.holder()) + " to an anchor was found within the limits of "
                            + PathSearch.MAX_UNTRUSTED + " certificates, a length of " + PathSearch.MAX_LENGTH + " and "
                            + PathSearch.MAX_STEPS + " steps",
                    "put the intermediate certificates of the issuer into the trust folder");
        }
        return outcome.attempts().isEmpty()
                ? noChain(outcome)
                : refused(outcome.attempts().get(0));
    }

    private Finding accepted(PathOutcome outcome, CandidatePath path) {
        String via = path.certificates().stream().map(Words::name).collect(Collectors.joining(", issued by "));
        int others = outcome.found().candidates().size() - 1;
        return passed("two engines accept the chain " + via
                + (others == 0 ? "" : " (one of " + (others + 1) + " chains to an anchor)"));
    }

    private Finding disputed(PathAttempt attempt) {
        boolean jdkAccepts = attempt.jdk().isEmpty();
        String refusal = jdkAccepts
                ? attempt.bouncyCastle().orElseThrow()
                : attempt.jdk().orElseThrow();
        return unknown(
                SubIndication.CERTIFICATE_CHAIN_GENERAL_FAILURE,
                "the path engines disagree on the chain to "
                        + Words.name(attempt.path().anchor()) + ": "
                        + (jdkAccepts ? "the JDK" : "Bouncy Castle") + " accepts it, "
                        + (jdkAccepts ? "Bouncy Castle" : "the JDK") + " does not (" + refusal + ")",
                "ask the issuer for a chain without this fault");
    }

    private Finding refused(PathAttempt attempt) {
        String why = attempt.jdk().orElse("") + "; " + attempt.bouncyCastle().orElse("");
        if (!attempt.path().validityOverlaps()) {
            why = "there is no instant at which all of its certificates are valid";
        }
        return unknown(
                SubIndication.CERTIFICATE_CHAIN_GENERAL_FAILURE,
                "the chain to " + Words.name(attempt.path().anchor()) + " is not a valid path: " + why,
                "ask the issuer for a certificate whose chain follows RFC 5280");
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
