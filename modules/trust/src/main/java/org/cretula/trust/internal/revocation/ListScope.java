package org.cretula.trust.internal.revocation;

import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.cretula.trust.CertificateRevocationList;
import org.cretula.trust.internal.encoding.Malformed;

/**
 * Which certificates, and which reasons, a list speaks for: its issuingDistributionPoint, RFC 5280 5.2.5.
 *
 * @param names of the point at which it is distributed; none means no one point
 * @param userCertificatesOnly whether it is silent on CAs
 * @param authorityCertificatesOnly whether it is silent on all but CAs
 * @param attributeCertificatesOnly whether it is silent on all that we ask
 * @param reasons for which it speaks
 * @param indirect whether it may speak for certificates of other issuers
 */
record ListScope(
        Set<String> names,
        boolean userCertificatesOnly,
        boolean authorityCertificatesOnly,
        boolean attributeCertificatesOnly,
        int reasons,
        boolean indirect) {

    private static final ListScope WHOLE = new ListScope(Set.of(), false, false, false, Reasons.ALL, false);

    ListScope {
        names = Set.copyOf(names);
    }

    static ListScope of(CertificateRevocationList list) throws Malformed {
        Optional<byte[]> extension = list.extension(Extension.issuingDistributionPoint.getId());
        if (extension.isEmpty()) {
            return WHOLE;
        }
        try {
            IssuingDistributionPoint point = IssuingDistributionPoint.getInstance(extension.get());
            return new ListScope(
                    point.getDistributionPoint() == null
                            ? Set.of()
                            : PointNames.of(point.getDistributionPoint(), list.issuer()),
                    point.onlyContainsUserCerts(),
                    point.onlyContainsCACerts(),
                    point.onlyContainsAttributeCerts(),
                    Reasons.of(point.getOnlySomeReasons()),
                    point.isIndirectCRL());
        } catch (RuntimeException e) {
            // Bouncy Castle reports broken structures by unchecked exceptions of many kinds; none may get out.
            throw new Malformed("an issuingDistributionPoint that cannot be read");
        }
    }

    /** Why the list does not speak for this kind of certificate. */
    Optional<String> kindFault(X509Certificate certificate) {
        if (attributeCertificatesOnly) {
            return Optional.of("it speaks for attribute certificates only");
        }
        if (!userCertificatesOnly && !authorityCertificatesOnly) {
            return Optional.empty();
        }
        boolean authority = certificate.getBasicConstraints() >= 0;
        if (userCertificatesOnly && authority) {
            return Optional.of("it speaks for certificates of users only");
        }
        return authorityCertificatesOnly && !authority
                ? Optional.of("it speaks for certificates of CAs only")
                : Optional.empty();
    }

    /** The reasons for which the list speaks at one of the certificate's points, RFC 5280 6.3.3 (b) and (d). */
    int reasonsAt(DistributionPoints.Point point, X500Principal listIssuer, X500Principal certificateIssuer) {
        boolean issued = point.listIssuers().isEmpty()
                ? listIssuer.equals(certificateIssuer)
                : indirect && point.listIssuers().contains(listIssuer);
        return issued && namesMatch(point) ? reasons & point.reasons() : Reasons.NONE;
    }

    private boolean namesMatch(DistributionPoints.Point point) {
        if (names.isEmpty()) {
            return true;
        }
        if (!point.names().isEmpty()) {
            return point.names().stream().anyMatch(names::contains);
        }
        return point.listIssuers().stream().map(PointNames::of).anyMatch(names::contains);
    }
}
