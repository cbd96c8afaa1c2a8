package org.cretula.trust.internal.collection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.cretula.testkit.Subject;

/** What certificates say about where to ask. */
final class House {

    private House() {}

    /** A subject whose certificate names these addresses: {@code issuer=}, {@code ocsp=}, {@code crl=}, {@code freshest=}. */
    static Subject subject(String name, String... addresses) {
        Subject plain = Subject.named(name);
        return new Subject(
                        plain.name(),
                        plain.algorithm(),
                        plain.notBefore(),
                        plain.notAfter(),
                        plain.keyUsage(),
                        plain.extendedKeyUsages(),
                        Optional.empty(),
                        builder -> {})
                .forged(builder -> {
                    try {
                        if (!access(addresses).isEmpty()) {
                            builder.addExtension(Extension.authorityInfoAccess, false, accessOf(addresses));
                        }
                        if (!named("crl=", addresses).isEmpty()) {
                            builder.addExtension(
                                    Extension.cRLDistributionPoints, false, points(named("crl=", addresses)));
                        }
                        if (!named("freshest=", addresses).isEmpty()) {
                            builder.addExtension(Extension.freshestCRL, false, points(named("freshest=", addresses)));
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    static AuthorityInformationAccess accessOf(String... addresses) {
        ASN1EncodableVector all = new ASN1EncodableVector();
        access(addresses).forEach(all::add);
        return AuthorityInformationAccess.getInstance(new DERSequence(all));
    }

    static CRLDistPoint points(List<String> addresses) {
        return new CRLDistPoint(addresses.stream()
                .map(a -> new DistributionPoint(new DistributionPointName(new GeneralNames(uri(a))), null, null))
                .toArray(DistributionPoint[]::new));
    }

    private static List<AccessDescription> access(String... addresses) {
        List<AccessDescription> all = new ArrayList<>();
        named("issuer=", addresses)
                .forEach(a -> all.add(new AccessDescription(AccessDescription.id_ad_caIssuers, uri(a))));
        named("ocsp=", addresses).forEach(a -> all.add(new AccessDescription(AccessDescription.id_ad_ocsp, uri(a))));
        return all;
    }

    private static List<String> named(String prefix, String... addresses) {
        return List.of(addresses).stream()
                .filter(a -> a.startsWith(prefix))
                .map(a -> a.substring(prefix.length()))
                .toList();
    }

    private static GeneralName uri(String address) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, address);
    }

    static byte[] pem(byte[] der) {
        return ("-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(der)
                        + "\n-----END CERTIFICATE-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
