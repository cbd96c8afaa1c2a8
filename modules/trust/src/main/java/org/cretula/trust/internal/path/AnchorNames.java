package org.cretula.trust.internal.path;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.cretula.trust.internal.encoding.Words;
import org.jspecify.annotations.Nullable;

/**
 * The name constraints in an anchor's certificate, enforced on every certificate below it.
 *
 * <p>A constraint of a kind that cannot be enforced counts against the path: letting it pass would be choosing to
 * ignore it.
 */
public final class AnchorNames {

    private static final Set<Integer> ENFORCED = Set.of(
            GeneralName.rfc822Name,
            GeneralName.dNSName,
            GeneralName.directoryName,
            GeneralName.uniformResourceIdentifier,
            GeneralName.iPAddress);

    private final X509Certificate anchor;

    private AnchorNames(X509Certificate anchor) {
        this.anchor = anchor;
    }

    public static AnchorNames of(X509Certificate anchor) {
        return new AnchorNames(anchor);
    }

    /** The first name that lies outside, or why that cannot be told. */
    public Optional<String> fault(CandidatePath path) {
        try {
            Optional<NameConstraints> constraints =
                    extension(anchor, Extension.nameConstraints).map(NameConstraints::getInstance);
            if (constraints.isEmpty()) {
                return Optional.empty();
            }
            List<GeneralSubtree> permitted = subtrees(constraints.get().getPermittedSubtrees());
            List<GeneralSubtree> excluded = subtrees(constraints.get().getExcludedSubtrees());
            if (!enforceable(permitted) || !enforceable(excluded)) {
                return Optional.of("it has name constraints of a kind that cannot be enforced");
            }
            PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
            if (!permitted.isEmpty()) {
                validator.intersectPermittedSubtree(permitted.toArray(new GeneralSubtree[0]));
            }
            excluded.forEach(validator::addExcludedSubtree);
            return fault(path, validator);
        } catch (CertificateEncodingException | RuntimeException e) {
            // Bouncy Castle reports broken names by various unchecked exceptions.
            return Optional.of("its name constraints cannot be enforced: " + Words.line(e));
        }
    }

    private static Optional<String> fault(CandidatePath path, PKIXNameConstraintValidator validator)
            throws CertificateEncodingException {
        for (int i = 0; i < path.belowAnchor().size(); i++) {
            X509Certificate certificate = path.belowAnchor().get(i);
            if (i > 0 && AnchorConstraints.selfIssued(certificate)) {
                continue; // RFC 5280, 6.1.3 (b)
            }
            for (GeneralName name : names(certificate)) {
                try {
                    validator.checkPermitted(name);
                    validator.checkExcluded(name);
                } catch (NameConstraintValidatorException e) {
                    return Optional.of("the name " + Words.line(String.valueOf(name.getName())) + " of "
                            + Words.name(certificate) + " lies outside its name constraints");
                }
            }
        }
        return Optional.empty();
    }

    private static List<GeneralName> names(X509Certificate certificate) throws CertificateEncodingException {
        List<GeneralName> names = new ArrayList<>();
        X500Name subject = Certificate.getInstance(certificate.getEncoded()).getSubject();
        if (subject.getRDNs().length > 0) {
            names.add(new GeneralName(subject));
        }
        for (RDN rdn : subject.getRDNs(BCStyle.EmailAddress)) {
            for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
                if (attribute.getType().equals(BCStyle.EmailAddress)) {
                    names.add(new GeneralName(GeneralName.rfc822Name, IETFUtils.valueToString(attribute.getValue())));
                }
            }
        }
        extension(certificate, Extension.subjectAlternativeName)
                .map(GeneralNames::getInstance)
                .ifPresent(more -> names.addAll(List.of(more.getNames())));
        return names;
    }

    private static Optional<ASN1Encodable> extension(X509Certificate certificate, ASN1ObjectIdentifier id)
            throws CertificateEncodingException {
        return Optional.ofNullable(Certificate.getInstance(certificate.getEncoded())
                        .getTBSCertificate()
                        .getExtensions())
                .map(extensions -> extensions.getExtensionParsedValue(id));
    }

    private static List<GeneralSubtree> subtrees(GeneralSubtree @Nullable [] subtrees) {
        return subtrees == null ? List.of() : List.of(subtrees);
    }

    private static boolean enforceable(List<GeneralSubtree> subtrees) {
        return subtrees.stream()
                .allMatch(s -> ENFORCED.contains(s.getBase().getTagNo())
                        && s.getMinimum().signum() == 0
                        && s.getMaximum() == null);
    }
}
