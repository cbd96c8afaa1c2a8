package org.cretula.trust.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.function.Consumer;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/** Distribution points in certificates and in lists. */
public final class Points {

    private Points() {}

    public static DistributionPointName url(String url) {
        return new DistributionPointName(new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, url)));
    }

    public static DistributionPointName directory(String name) {
        return new DistributionPointName(names(name));
    }

    /** A name that is complete only behind that of who issues the list. */
    public static DistributionPointName relative(String name) {
        RDN last = new X500Name(name).getRDNs()[0];
        return new DistributionPointName(DistributionPointName.NAME_RELATIVE_TO_CRL_ISSUER, last.toASN1Primitive());
    }

    public static GeneralNames names(String name) {
        return new GeneralNames(new GeneralName(new X500Name(name)));
    }

    public static GeneralNames names(X509Certificate certificate) {
        return new GeneralNames(new GeneralName(
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())));
    }

    /** A certificate that names these points instead of its usual one. */
    public static Consumer<X509v3CertificateBuilder> at(DistributionPoint... points) {
        return builder -> {
            try {
                builder.replaceExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(points));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    public static DistributionPoint point(DistributionPointName name) {
        return new DistributionPoint(name, null, null);
    }

    public static IssuingDistributionPoint scope(DistributionPointName name) {
        return new IssuingDistributionPoint(name, false, false, null, false, false);
    }

    public static IssuingDistributionPoint usersOnly() {
        return new IssuingDistributionPoint(null, true, false, null, false, false);
    }

    public static IssuingDistributionPoint authoritiesOnly() {
        return new IssuingDistributionPoint(null, false, true, null, false, false);
    }

    public static IssuingDistributionPoint attributesOnly() {
        return new IssuingDistributionPoint(null, false, false, null, false, true);
    }

    public static IssuingDistributionPoint indirect() {
        return new IssuingDistributionPoint(null, false, false, null, true, false);
    }

    public static IssuingDistributionPoint reasons(int... flags) {
        return new IssuingDistributionPoint(null, false, false, flags(flags), false, false);
    }

    public static ReasonFlags flags(int... flags) {
        return new ReasonFlags(Arrays.stream(flags).reduce(0, (a, b) -> a | b));
    }
}
