package org.cretula.trust.internal.timestamp;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.PathResult;
import org.cretula.trust.Providers;

/**
 * A token, what it must be over, and what is known of its signer.
 *
 * @param token as read
 * @param digest of the bytes that it must be over, by its own algorithm, in lower-case hexadecimal
 * @param authority the certificate that the token names
 * @param path what is to be said of it as at the token's time
 * @param known the instant at which the token is known to exist
 * @param providers what to compute with
 * @param catalogue judges algorithms
 */
public record StampedContent(
        TokenReader token,
        String digest,
        Optional<X509Certificate> authority,
        Optional<PathResult> path,
        Instant known,
        Providers providers,
        AlgorithmCatalogue catalogue) {

    /** When the token says that it was made, for people. */
    String time() {
        return token.info().genTime().toString();
    }
}
