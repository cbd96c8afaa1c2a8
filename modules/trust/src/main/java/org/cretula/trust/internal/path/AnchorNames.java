package org.cretula.trust.internal.path;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
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
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.cretula.trust.internal.encoding.Words;
import org.jspecify.annotations.Nullable;

/**
 * Name constraints on an anchor, of its certificate or of its user, enforced on every certificate below it.
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

    private static final ASN1ObjectIdentifier SMTP_UTF8_MAILBOX = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.9");

    /** Trees within which names must lie, or must not. */
    private record Trees(List<GeneralSubtree> permitted, List<GeneralSubtree> excluded) {}

    private AnchorNames() {}

    /** The first name outside the constraints in the anchor's certificate, or why that cannot be told. */
    public static Optional<String> certificateFault(CandidatePath path) {
        return fault(path, () -> {
            Optional<NameConstraints> constraints =
                    extension(path.anchor(), Extension.nameConstraints).map(NameConstraints::getInstance);
            return new Trees(
                    constraints.map(c -> subtrees(c.getPermittedSubtrees())).orElse(List.of()),
                    constraints.map(c -> subtrees(c.getExcludedSubtrees())).orElse(List.of()));
        });
    }

    /** The first name outside what the anchor's user allows, or why that cannot be told. */
    public static Optional<String> limitFault(CandidatePath path) {
        return fault(
                path,
                () -> new Trees(
                        path.limits().permittedNames().stream()
                                .map(NameTree::parse)
                                .toList(),
                        path.limits().excludedNames().stream()
                                .map(NameTree::parse)
                                .toList()));
    }

    private static Optional<String> fault(CandidatePath path, Callable<Trees> constraints) {
        try {
            Trees trees = constraints.call();
            if (trees.permitted().isEmpty() && trees.excluded().isEmpty()) {
                return Optional.empty();
            }
            if (!enforceable(trees.permitted()) || !enforceable(trees.excluded())) {
                return Optional.of("it has name constraints of a kind that cannot be enforced");
            }
            PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
            if (!trees.permitted().isEmpty()) {
                validator.intersectPermittedSubtree(trees.permitted().toArray(new GeneralSubtree[0]));
            }
            trees.excluded().forEach(validator::addExcludedSubtree);
            boolean mail = Stream.concat(trees.permitted().stream(), trees.excluded().stream())
                    .anyMatch(tree -> tree.getBase().getTagNo() == GeneralName.rfc822Name);
            if (mail && hasInternationalMail(path)) {
                return Optional.of("a certificate has an internationalized mailbox, which cannot be held against them");
            }
            boolean hosts = Stream.concat(trees.permitted().stream(), trees.excluded().stream())
                    .anyMatch(tree -> tree.getBase().getTagNo() == GeneralName.uniformResourceIdentifier);
            return fault(path, validator, hosts);
        } catch (Exception e) {
            // Bouncy Castle reports broken names by various unchecked exceptions.
            return Optional.of("its name constraints cannot be enforced: " + Words.line(e));
        }
    }

    private static Optional<String> fault(CandidatePath path, PKIXNameConstraintValidator validator, boolean hosts)
            throws CertificateEncodingException, IOException {
        for (int i = 0; i < path.belowAnchor().size(); i++) {
            X509Certificate certificate = path.belowAnchor().get(i);
            if (i > 0 && AnchorConstraints.selfIssued(certificate)) {
                continue; // RFC 5280, 6.1.3 (b)
            }
            Optional<String> hostless = hosts ? UriHosts.fault(certificate) : Optional.empty();
            if (hostless.isPresent()) {
                return hostless;
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

    /** RFC 9598, 6: constraints on mailboxes bind these too; Bouncy Castle passes over them. */
    private static boolean hasInternationalMail(CandidatePath path) throws CertificateEncodingException, IOException {
        for (X509Certificate certificate : path.belowAnchor()) {
            for (GeneralName name : names(certificate)) {
                if (name.getTagNo() == GeneralName.otherName
                        && SMTP_UTF8_MAILBOX.equals(
                                OtherName.getInstance(name.getName()).getTypeID())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<GeneralName> names(X509Certificate certificate)
            throws CertificateEncodingException, IOException {
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
            throws IOException {
        byte[] value = certificate.getExtensionValue(id.getId());
        return value == null
                ? Optional.empty()
                : Optional.of(ASN1Primitive.fromByteArray(
                        ASN1OctetString.getInstance(value).getOctets()));
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
