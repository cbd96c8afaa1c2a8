package org.cretula.trust.internal.collection;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.cretula.trust.internal.encoding.Words;
import org.jspecify.annotations.Nullable;

/**
 * The addresses in one extension of a certificate or list.
 *
 * <p>Only http and https: an ldap address carries a name that its writer chose into a query (attack C20), and file or
 * jar addresses read what lies on this machine (attack C19).
 *
 * @param usable each once, in the order of the extension, at most {@value #MOST}
 * @param leftAside what else is there and why it is not asked
 */
public record Addresses(List<URI> usable, List<String> leftAside) {

    public static final String AUTHORITY_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";
    public static final String DISTRIBUTION_POINTS = "2.5.29.31";
    public static final String FRESHEST_LIST = "2.5.29.46";

    public static final int MOST = 8;
    private static final int LONGEST = 2_048;

    public Addresses {
        usable = List.copyOf(usable);
        leftAside = List.copyOf(leftAside);
    }

    /** Where the issuer's certificate is, by the content of an authority information access extension. */
    public static Addresses issuers(byte @Nullable [] content) {
        return access(content, AccessDescription.id_ad_caIssuers);
    }

    /** Where an OCSP responder is, by the content of an authority information access extension. */
    public static Addresses responders(byte @Nullable [] content) {
        return access(content, AccessDescription.id_ad_ocsp);
    }

    /** Where revocation lists are, by the content of an extension with distribution points. */
    public static Addresses lists(byte @Nullable [] content) {
        return read(content, tree -> {
            List<GeneralName> names = new ArrayList<>();
            for (DistributionPoint point : CRLDistPoint.getInstance(tree).getDistributionPoints()) {
                DistributionPointName name = point.getDistributionPoint();
                if (name != null && name.getType() == DistributionPointName.FULL_NAME) {
                    names.addAll(
                            List.of(GeneralNames.getInstance(name.getName()).getNames()));
                }
            }
            return names;
        });
    }

    private static Addresses access(byte @Nullable [] content, ASN1ObjectIdentifier method) {
        return read(content, tree -> {
            List<GeneralName> names = new ArrayList<>();
            for (AccessDescription description :
                    AuthorityInformationAccess.getInstance(tree).getAccessDescriptions()) {
                if (method.equals(description.getAccessMethod())) {
                    names.add(description.getAccessLocation());
                }
            }
            return names;
        });
    }

    private interface Names {
        List<GeneralName> in(ASN1Primitive tree);
    }

    private static Addresses read(byte @Nullable [] content, Names names) {
        if (content == null) {
            return new Addresses(List.of(), List.of());
        }
        try {
            return of(names.in(ASN1Primitive.fromByteArray(content)));
        } catch (IOException | RuntimeException e) {
            // The parser reports some broken structures by unchecked exceptions of many kinds.
            return new Addresses(List.of(), List.of("expected addresses, found a fault in them: " + Words.line(e)));
        }
    }

    private static Addresses of(List<GeneralName> names) {
        Set<URI> usable = new LinkedHashSet<>();
        Set<String> aside = new LinkedHashSet<>();
        for (GeneralName name : names) {
            if (name.getTagNo() != GeneralName.uniformResourceIdentifier) {
                continue;
            }
            String text = ((ASN1String) name.getName()).getString();
            if (usable.size() + aside.size() >= MOST) {
                aside.add("expected at most " + MOST + " addresses, found more");
                break;
            }
            URI uri = uri(text).orElse(null);
            Optional<String> fault = uri == null ? Optional.of("it is no address") : fault(uri);
            if (uri == null || fault.isPresent()) {
                aside.add("'" + Words.line(text) + "' is not asked: " + fault.orElse(""));
            } else {
                usable.add(uri);
            }
        }
        return new Addresses(List.copyOf(usable), List.copyOf(aside));
    }

    private static Optional<URI> uri(String text) {
        try {
            return text.length() > LONGEST ? Optional.empty() : Optional.of(new URI(text.strip()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> fault(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.of("only http and https are");
        }
        if (uri.getHost() == null) {
            return Optional.of("it names no host");
        }
        return uri.getRawUserInfo() == null ? Optional.empty() : Optional.of("it names a user");
    }
}
