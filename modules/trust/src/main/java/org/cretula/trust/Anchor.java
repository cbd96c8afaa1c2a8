package org.cretula.trust;

import java.security.cert.X509Certificate;

/**
 * A certificate that is trusted without being certified by another, and how far.
 *
 * @param certificate the certificate
 * @param limits what its user adds to what the certificate says of itself
 */
public record Anchor(X509Certificate certificate, AnchorLimits limits) {

    /** Trusted as far as its certificate says. */
    public Anchor(X509Certificate certificate) {
        this(certificate, AnchorLimits.NONE);
    }
}
