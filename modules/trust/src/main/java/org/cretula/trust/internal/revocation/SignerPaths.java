package org.cretula.trust.internal.revocation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.cretula.trust.Origin;

/** Finds the way from a signer of lists, who is not on the path examined, to that path's anchor. */
public interface SignerPaths {

    /** Certificates at hand that may be a signer's: none of them is trusted yet. */
    List<X509Certificate> candidates();

    /** Where one of them came from. */
    Origin origin(X509Certificate candidate);

    /**
     * The paths to this anchor that are valid at the instant, revocation left aside.
     *
     * @return paths with the signer's certificate first and the anchor last; none when there is none
     */
    List<List<X509Certificate>> paths(X509Certificate signer, X509Certificate anchor, Instant at);

    /** How often a limit has left out a path so far. */
    long leftOut();
}
