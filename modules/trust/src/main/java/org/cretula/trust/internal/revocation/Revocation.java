package org.cretula.trust.internal.revocation;

import java.security.cert.CRLReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cretula.trust.internal.encoding.Words;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;
import org.jspecify.annotations.Nullable;

/**
 * The certificate was not revoked at the instant examined, and a list or an OCSP answer that may speak for its issuer
 * says so.
 *
 * <p>Without a proof that the signature is older than the revocation nobody can tell which came first, so a revoked
 * certificate leaves the answer open (attack C02); so does a missing list, which a forger would like best.
 */
@Explained(
        passed =
                "A list or an answer that can be relied on says that the certificate was not revoked by the time in question.",
        unknown = "The certificate was revoked, or nobody who can be relied on says whether it was.",
        settledBy =
                "Of a revoked one: proof that the signature is older, such as a time-stamp. Else: a revocation list or an OCSP answer from a fitting time.")
public final class Revocation implements Check<RevocationAssessment> {

    private static final int MOST_TOLD = 8;

    @Override
    public String id() {
        return "revocation";
    }

    @Override
    public String clause() {
        return "EN 319 102-1 V1.4.1, 5.2.5, 5.2.6 and 5.3; RFC 5280, 6.3; RFC 6960, 3.2";
    }

    @Override
    public Finding examine(RevocationAssessment assessment) {
        return switch (assessment.fact().status()) {
            case GOOD -> good(assessment);
            case REVOKED -> revoked(assessment, assessment.notice().orElseThrow());
            case UNKNOWN -> unknown(assessment);
        };
    }

    private Finding good(RevocationAssessment assessment) {
        String later = assessment
                .fact()
                .revokedAt()
                .map(date -> "; it was revoked later, on " + Words.date(date))
                .orElse("");
        return passed(Words.name(assessment.certificate()) + " was not revoked at " + Words.date(assessment.at())
                + " by " + assessment.source() + later + leftAside(assessment));
    }

    private Finding revoked(RevocationAssessment assessment, RevocationNotice notice) {
        Instant date = notice.date();
        Optional<Instant> since = notice.invalidSince().filter(s -> s.isBefore(date));
        return unknown(
                assessment.holder() ? SubIndication.REVOKED_NO_POE : SubIndication.REVOKED_CA_NO_POE,
                Words.name(assessment.certificate()) + " was revoked on "
                        + (date.equals(Instant.MIN) ? "a date that cannot be read" : Words.date(date)) + ": "
                        + inWords(notice.reason().orElse(null))
                        + since.map(s -> s.equals(Instant.MIN)
                                        ? ", invalid since a date that cannot be read"
                                        : ", invalid since " + Words.date(s))
                                .orElse("")
                        + "; so says " + assessment.source() + leftAside(assessment),
                "proof that the signature is older than that, such as a time-stamp");
    }

    private Finding unknown(RevocationAssessment assessment) {
        String issuer = Words.name(assessment.issuer());
        String sources = assessment.unusable().isEmpty()
                ? "no list of " + issuer + " was given, nor an OCSP answer"
                : "no list of " + issuer + " and no OCSP answer could be used: " + joined(assessment.unusable());
        return unknown(
                SubIndication.TRY_LATER,
                "whether " + Words.name(assessment.certificate()) + " was revoked at " + Words.date(assessment.at())
                        + " is not known: " + sources,
                "a CRL of " + issuer + " issued after " + Words.date(assessment.at()) + " and before "
                        + Words.date(assessment.certificate().getNotAfter())
                        + ", or an OCSP answer for the certificate from that time");
    }

    private static String leftAside(RevocationAssessment assessment) {
        return assessment.unusable().isEmpty() ? "" : "; left aside: " + joined(assessment.unusable());
    }

    private static String joined(List<String> reasons) {
        String first = reasons.stream().limit(MOST_TOLD).collect(Collectors.joining("; "));
        int more = reasons.size() - MOST_TOLD;
        return more > 0 ? first + "; and " + more + " more" : first;
    }

    private static String inWords(@Nullable CRLReason reason) {
        if (reason == null) {
            return "no reason given";
        }
        return switch (reason) {
            case KEY_COMPROMISE -> "its key was compromised";
            case CA_COMPROMISE -> "the key of its CA was compromised";
            case AFFILIATION_CHANGED -> "its holder's name or affiliation changed";
            case SUPERSEDED -> "it was superseded";
            case CESSATION_OF_OPERATION -> "it is no longer needed";
            case CERTIFICATE_HOLD -> "it is on hold";
            case PRIVILEGE_WITHDRAWN -> "its holder's privilege was withdrawn";
            case AA_COMPROMISE -> "the key of its attribute authority was compromised";
            case UNSPECIFIED, UNUSED, REMOVE_FROM_CRL -> "no reason given";
        };
    }
}
