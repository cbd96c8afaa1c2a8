package org.cretula.trust.timestamp;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.Evidence;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.PathResult;
import org.cretula.trust.Providers;
import org.cretula.trust.Purpose;
import org.cretula.trust.internal.encoding.Digests;
import org.cretula.trust.internal.timestamp.StampedContent;
import org.cretula.trust.internal.timestamp.TokenChecks;
import org.cretula.trust.internal.timestamp.TokenReader.NamedCertificate;
import org.cretula.verdict.Finding;

/**
 * Says whether a time-stamp proves that some bytes existed at its time, with every reason.
 *
 * <p>What can go wrong: the token is over other bytes; its signer is not who it says; an algorithm fell since; and the
 * authority is not trusted, was revoked, or its certificate ran out so that its key is nobody's care any more. The
 * authority's path is judged as at the token's time. Whoever holds an authority's key later can make tokens of an
 * earlier time, so a token counts only if it is known to be older than the authority's expiry and any revocation; and so
 * for its algorithms. That it exists at the moment of judgement is known; a later time-stamp over it can show more. May
 * be shared by threads.
 */
public final class TimeStampExaminer {

    private final PathExaminer paths;
    private final Providers providers;
    private final AlgorithmCatalogue catalogue;

    /** An examiner that trusts what this one trusts for {@link Purpose#TSA}, and judges algorithms by this catalogue. */
    public TimeStampExaminer(PathExaminer paths, Providers providers, AlgorithmCatalogue catalogue) {
        this.paths = paths;
        this.providers = providers;
        this.catalogue = catalogue;
    }

    /**
     * Examines a token.
     *
     * @param token as read
     * @param stamped the bytes that it must be over
     * @param document what came along beside the token, none of it trusted
     * @param known the instant at which the token is known to exist: that of the judgement, or a proven one
     */
    public TimeStampResult examine(TimeStampToken token, byte[] stamped, EvidenceStore document, Instant known) {
        return examineDigest(token, token.reader().info().imprintDigest().of(stamped, providers), document, known);
    }

    /**
     * The same of more bytes than should be held.
     *
     * @param digest of the bytes that it must be over, by {@link TimeStampToken#imprintAlgorithm}, in lower-case
     *     hexadecimal
     */
    public TimeStampResult examineDigest(TimeStampToken token, String digest, EvidenceStore document, Instant known) {
        EvidenceStore all = token.evidence().plus(document);
        Optional<X509Certificate> authority = authority(token, all);
        Optional<PathResult> path = authority.map(a -> paths.examine(a, all, Purpose.TSA, token.time()));
        StampedContent subject =
                new StampedContent(token.reader(), digest, authority, path, known, providers, catalogue);
        List<Finding> findings = new ArrayList<>();
        TokenChecks.all().forEach(check -> findings.add(check.examine(subject)));
        return new TimeStampResult(token, findings, authority, path);
    }

    /** The certificate that every signed name of it fits (case T03): another one is anybody's to put in. */
    private Optional<X509Certificate> authority(TimeStampToken token, EvidenceStore all) {
        List<NamedCertificate> named = token.reader().signer().named();
        return Stream.concat(
                        token.certificates().stream(),
                        all.certificates().stream().map(Evidence::content))
                .filter(c -> named.stream().allMatch(n -> fits(n, c)))
                .findFirst();
    }

    private boolean fits(NamedCertificate named, X509Certificate certificate) {
        return named.value().equals(named.digest().of(Digests.encoded(certificate), providers));
    }
}
