package org.cretula.trust.internal.revocation;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.cretula.trust.internal.encoding.Certificates;
import org.cretula.trust.internal.encoding.Malformed;
import org.cretula.trust.internal.encoding.Remembered;

/** Where a certificate says that lists speak for it, RFC 5280 4.2.1.13, and the issuer's own list beside them. */
public final class DistributionPoints {

    // A certificate of 64 KiB can name thousands of points, each of which every list is held against.
    private static final int MOST = 64;
    private static final long WEIGHT_OF_A_POINT = 300;

    /**
     * One point.
     *
     * @param names under which lists are found there; may be none
     * @param reasons for which they speak
     * @param listIssuers who issues them, where it is not the certificate's issuer; may be none
     */
    record Point(Set<String> names, int reasons, Set<X500Principal> listIssuers) {}

    private final List<Point> points = new ArrayList<>();
    private final Set<X500Principal> listIssuers = new LinkedHashSet<>();

    private DistributionPoints() {}

    /** A memory of what certificates say, which keeps so much in about so many bytes. */
    public static Remembered<X509Certificate, DistributionPoints> memory(long most) {
        return new Remembered<>(most, certificate -> Certificates.weight(certificate) + MOST * WEIGHT_OF_A_POINT);
    }

    /** The points of a certificate; those that cannot be read are as good as none. */
    static DistributionPoints of(X509Certificate certificate) {
        DistributionPoints all = new DistributionPoints();
        X500Principal issuer = certificate.getIssuerX500Principal();
        all.listIssuers.add(issuer);
        byte[] extension = certificate.getExtensionValue(Extension.cRLDistributionPoints.getId());
        if (extension != null) {
            try {
                DistributionPoint[] named = CRLDistPoint.getInstance(
                                ASN1OctetString.getInstance(extension).getOctets())
                        .getDistributionPoints();
                for (int i = 0; i < Math.min(named.length, MOST); i++) {
                    all.add(named[i], issuer);
                }
            } catch (Malformed | RuntimeException e) {
                // Bouncy Castle reports broken structures by unchecked exceptions of many kinds; none may get out.
                // Fewer points mean fewer lists that may be used, which leaves the status open.
                all.points.clear();
            }
        }
        // The last step of RFC 5280 6.3.3: lists of the issuer that no point names.
        all.points.add(new Point(Set.of(PointNames.of(issuer)), Reasons.ALL, Set.of()));
        return all;
    }

    private void add(DistributionPoint point, X500Principal issuer) throws Malformed {
        Set<X500Principal> issuers =
                point.getCRLIssuer() == null ? Set.of() : PointNames.directories(point.getCRLIssuer());
        X500Principal relativeTo =
                issuers.isEmpty() ? issuer : issuers.iterator().next();
        Set<String> names = point.getDistributionPoint() == null
                ? Set.of()
                : PointNames.of(point.getDistributionPoint(), relativeTo);
        if (point.getCRLIssuer() != null && issuers.isEmpty()) {
            return; // It names an issuer of lists in a way that none can be matched with.
        }
        listIssuers.addAll(issuers);
        points.add(new Point(names, Reasons.of(point.getReasons()), issuers));
    }

    List<Point> points() {
        return points;
    }

    /** Whose lists may speak for the certificate, its issuer first. */
    Set<X500Principal> listIssuers() {
        return listIssuers;
    }
}
