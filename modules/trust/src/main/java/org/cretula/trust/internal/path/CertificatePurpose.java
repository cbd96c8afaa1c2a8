package org.cretula.trust.internal.path;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cretula.trust.Purpose;
import org.cretula.trust.internal.encoding.Words;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;

/**
 * The holder's certificate was issued for the use that is made of it.
 *
 * <p>Neither engine looks at extended key usage, so without this the certificate of a web server under the same CA
 * could seal a certificate of origin (attack C15).
 */
@Explained(
        passed = "The issuer made the certificate for what it is used for.",
        unknown = "The certificate does not say that it is for what it is used for, or says that it is not.",
        settledBy = "A certificate made for that, or its issuer's word that this one is.",
        clause =
                "RFC 5280, 4.2.1.3 and 4.2.1.12, of time-stamping authorities RFC 3161, 2.3; EN 319 102-1 V1.4.1, 5.2.6")
public final class CertificatePurpose implements Check<X509Certificate> {

    private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    // anyExtendedKeyUsage, emailProtection, documentSigning (RFC 9336)
    private static final Set<String> SIGNING = Set.of("2.5.29.37.0", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36");
    // Those, and id-tsl-kp-tslSigning of ETSI TS 119 612
    private static final Set<String> REGISTER_SIGNING =
            Set.of("2.5.29.37.0", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36", "0.4.0.2231.3.0");

    private final Purpose purpose;

    public CertificatePurpose(Purpose purpose) {
        this.purpose = purpose;
    }

    @Override
    public String id() {
        return "certificate-purpose";
    }

    @Override
    public String clause() {
        return purpose == Purpose.TSA
                ? "RFC 3161, 2.3; EN 319 102-1 V1.4.1, 5.2.6"
                : "RFC 5280, 4.2.1.3 and 4.2.1.12; EN 319 102-1 V1.4.1, 5.2.6";
    }

    @Override
    public Finding examine(X509Certificate holder) {
        try {
            Optional<String> fault = fault(holder);
            return fault.isEmpty()
                    ? passed(Words.name(holder) + " may be used for " + use())
                    : refused(Words.name(holder) + " is not for " + use() + ": " + fault.get());
        } catch (CertificateParsingException e) {
            return refused("the extended key usage of " + Words.name(holder) + " cannot be read");
        }
    }

    private Optional<String> fault(X509Certificate holder) throws CertificateParsingException {
        boolean[] usage = holder.getKeyUsage();
        if (usage != null && !usage[0] && !usage[1]) {
            return Optional.of("its key usage has neither digitalSignature nor nonRepudiation");
        }
        List<String> extended = holder.getExtendedKeyUsage();
        if (purpose == Purpose.TSA) {
            return stampingFault(holder, extended == null ? List.of() : extended);
        }
        Set<String> allowed = purpose == Purpose.REGISTER ? REGISTER_SIGNING : SIGNING;
        if (extended != null && extended.stream().noneMatch(allowed::contains)) {
            return Optional.of("its extended key usage allows only " + Words.line(String.join(", ", extended)));
        }
        return Optional.empty();
    }

    private static Optional<String> stampingFault(X509Certificate holder, List<String> extended) {
        if (!extended.equals(List.of(TIME_STAMPING))) {
            return Optional.of("its extended key usage must be timeStamping and nothing else");
        }
        Set<String> critical = holder.getCriticalExtensionOIDs();
        boolean isCritical = critical != null && critical.contains(EXTENDED_KEY_USAGE);
        return isCritical ? Optional.empty() : Optional.of("its extended key usage is not marked critical");
    }

    private Finding refused(String explanation) {
        return unknown(
                SubIndication.CHAIN_CONSTRAINTS_FAILURE,
                explanation,
                "a certificate that its issuer made for " + use() + ", or that issuer's word that this one is");
    }

    private String use() {
        return switch (purpose) {
            case ISSUER -> "sealing documents";
            case TSA -> "time-stamping";
            case REGISTER -> "signing registers";
        };
    }
}
