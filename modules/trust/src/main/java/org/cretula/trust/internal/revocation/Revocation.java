package org.cretula.trust.internal.revocation;

import java.security.cert.CRLReason;
import java.time.Instant;
import java.util.Optional;
import org.cretula.trust.CertificateRevocationList.Entry;
import org.cretula.trust.Evidence;
import org.cretula.trust.internal.encoding.Words;
import org.cretula.verdict.Check;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;
import org.jspecify.annotations.Nullable;

/**
 * The certificate was not revoked at the instant examined, and a list that its issuer signed says so.
 *
 * <p>Without a proof that the signature is older than the revocation nobody can tell which came first, so a revoked
 * certificate leaves the answer open (attack C02); so does a missing list, which a forger would like best.
 */
public final class Revocation implements Check<RevocationAssessment> {

    @Override
    public String id() {
        return "revocation";
    }

    @Override
    public String clause() {
        return "EN 319 102-1 V1.4.1, 5.2.5, 5.2.6 and 5.3; RFC 5280, 6.3";
    }

    @Override
    public Finding examine(RevocationAssessment assessment) {
        return switch (assessment.fact().status()) {
            case GOOD -> good(assessment);
            case REVOKED -> revoked(assessment, assessment.entry().orElseThrow());
            case UNKNOWN -> unknown(assessment);
        };
    }

    private Finding good(RevocationAssessment assessment) {
        String later = assessment
                .fact()
                .revokedAt()
                .map(date -> "; it was revoked later, on " + Words.date(date))
                .orElse("");
        String source = assessment.fact().sources().lists().stream()
                .map(Evidence::content)
                .findFirst()
                .map(list -> " by the list of " + Words.date(list.thisUpdate()))
                .orElse("");
        return passed(Words.name(assessment.certificate()) + " was not revoked at " + Words.date(assessment.at())
                + source + later);
    }

    private Finding revoked(RevocationAssessment assessment, Entry entry) {
        Instant date = entry.revocationDate();
        Optional<Instant> since = entry.invalidSince().filter(s -> s.isBefore(date));
        return unknown(
                assessment.holder() ? SubIndication.REVOKED_NO_POE : SubIndication.REVOKED_CA_NO_POE,
                Words.name(assessment.certificate()) + " was revoked on " + Words.date(date) + ": "
                        + inWords(entry.reason().orElse(null))
                        + since.map(s -> s.equals(Instant.MIN)
                                        ? ", invalid since a date that cannot be read"
                                        : ", invalid since " + Words.date(s))
                                .orElse(""),
                "proof that the signature is older than that, such as a time-stamp");
    }

    private Finding unknown(RevocationAssessment assessment) {
        String issuer = Words.name(assessment.issuer());
        String lists = assessment.unusable().isEmpty()
                ? "no list of " + issuer + " was given"
                : "no list of " + issuer + " could be used: " + String.join("; ", assessment.unusable());
        return unknown(
                SubIndication.TRY_LATER,
                "whether " + Words.name(assessment.certificate()) + " was revoked at " + Words.date(assessment.at())
                        + " is not known: " + lists,
                "a CRL of " + issuer + " issued after " + Words.date(assessment.at()) + " and before "
                        + Words.date(assessment.certificate().getNotAfter()));
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
