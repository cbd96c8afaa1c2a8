package org.cretula.trust.internal.path;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.cretula.trust.internal.encoding.Words;
import org.jspecify.annotations.Nullable;

/**
 * Where a CA constrains URIs, every URI below it names a host; one without or with an address is refused, whatever the
 * constraint says.
 *
 * <p>RFC 5280, 4.2.1.10 demands it, since such a URI lies in no domain and hence in no excluded one either. Both engines
 * let some of them pass (attack C11).
 */
final class UriHosts {

    private static final String NAME_CONSTRAINTS = "2.5.29.30";

    private UriHosts() {}

    /** The first such URI below a CA of this path that constrains URIs, the anchor left aside. */
    static Optional<String> fault(CandidatePath path) {
        boolean constrained = false;
        for (int i = path.belowAnchor().size() - 1; i >= 0; i--) {
            X509Certificate certificate = path.belowAnchor().get(i);
            if (constrained && (i == 0 || !AnchorConstraints.selfIssued(certificate))) {
                Optional<String> fault = fault(certificate);
                if (fault.isPresent()) {
                    return fault;
                }
            }
            constrained |= constrains(certificate);
        }
        return Optional.empty();
    }

    /** The first such URI among a certificate's names. */
    static Optional<String> fault(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names == null) {
                return Optional.empty();
            }
            return names.stream()
                    .filter(name -> name.get(0).equals(GeneralName.uniformResourceIdentifier))
                    .map(name -> String.valueOf(name.get(1)))
                    .filter(UriHosts::isWithoutHostName)
                    .map(uri -> "the URI " + Words.line(uri) + " of " + Words.name(certificate)
                            + " has no host name, which name constraints above it ask for")
                    .findFirst();
        } catch (CertificateParsingException e) {
            return Optional.of("the alternative names of " + Words.name(certificate) + " cannot be read");
        }
    }

    private static boolean isWithoutHostName(String uri) {
        try {
            String host = new URI(uri).getHost();
            return host == null || host.startsWith("[") || host.matches("[0-9.]+");
        } catch (URISyntaxException e) {
            return true;
        }
    }

    private static boolean constrains(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(NAME_CONSTRAINTS);
        if (extension == null) {
            return false;
        }
        try {
            NameConstraints constraints = NameConstraints.getInstance(
                    ASN1OctetString.getInstance(extension).getOctets());
            return namesUris(constraints.getPermittedSubtrees()) || namesUris(constraints.getExcludedSubtrees());
        } catch (RuntimeException e) {
            // Bouncy Castle reports broken structures by unchecked exceptions; what cannot be read may name URIs.
            return true;
        }
    }

    private static boolean namesUris(GeneralSubtree @Nullable [] trees) {
        return trees != null
                && List.of(trees).stream()
                        .anyMatch(tree -> tree.getBase().getTagNo() == GeneralName.uniformResourceIdentifier);
    }
}
