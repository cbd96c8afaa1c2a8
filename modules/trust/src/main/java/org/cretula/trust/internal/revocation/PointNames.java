package org.cretula.trust.internal.revocation;

import java.io.IOException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.cretula.trust.internal.encoding.Malformed;

/**
 * The names of distribution points in a form in which two that mean the same are equal.
 *
 * <p>Names of directories are compared as RFC 5280 7.1 says, all others byte by byte.
 */
final class PointNames {

    private PointNames() {}

    static String of(X500Principal name) {
        return "directory name " + name.getName(X500Principal.CANONICAL);
    }

    /** The names of a point; a relative one is completed with the name of who issues the list, RFC 5280 4.2.1.13. */
    static Set<String> of(DistributionPointName point, X500Principal listIssuer) throws Malformed {
        if (point.getType() == DistributionPointName.FULL_NAME) {
            return of(GeneralNames.getInstance(point.getName()));
        }
        ASN1EncodableVector parts = new ASN1EncodableVector();
        for (var part : ASN1Sequence.getInstance(listIssuer.getEncoded())) {
            parts.add(part);
        }
        parts.add(ASN1Set.getInstance(point.getName()));
        return Set.of(of(principal(new DERSequence(parts))));
    }

    static Set<String> of(GeneralNames names) throws Malformed {
        Set<String> all = new LinkedHashSet<>();
        for (GeneralName name : names.getNames()) {
            all.add(
                    name.getTagNo() == GeneralName.directoryName
                            ? of(principal(name.getName()))
                            : HexFormat.of().formatHex(der(name)));
        }
        return all;
    }

    /** The names of directories among these. */
    static Set<X500Principal> directories(GeneralNames names) throws Malformed {
        Set<X500Principal> all = new LinkedHashSet<>();
        for (GeneralName name : names.getNames()) {
            if (name.getTagNo() == GeneralName.directoryName) {
                all.add(principal(name.getName()));
            }
        }
        return all;
    }

    private static X500Principal principal(ASN1Encodable name) throws Malformed {
        try {
            return new X500Principal(der(name));
        } catch (IllegalArgumentException e) {
            throw new Malformed("a name that cannot be read");
        }
    }

    private static byte[] der(ASN1Encodable value) throws Malformed {
        try {
            return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new Malformed("a name that cannot be encoded");
        }
    }
}
