package org.cretula.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import org.cretula.trust.AlgorithmJudgement.Status;
import org.cretula.trust.internal.algorithm.CatalogueFile;
import org.cretula.trust.internal.algorithm.CatalogueFile.Kind;
import org.cretula.trust.internal.algorithm.CatalogueFile.Line;
import org.cretula.trust.internal.algorithm.KeyKind;
import org.cretula.trust.internal.encoding.Digests;

/**
 * Which digests, signature schemes and keys could be relied on, and until when: a data file with a version, so that a
 * signature of the past is judged by what was known to be safe at its time and not only by what is safe today.
 *
 * <p>What the file does not name is never relied on. Immutable; may be shared by threads.
 */
public final class AlgorithmCatalogue {

    private static final String RESOURCE = "algorithms.csv";

    /** Loaded on first use, once. */
    private static final class Usual {
        static final AlgorithmCatalogue CATALOGUE = load(resource());
    }

    private final CatalogueFile file;
    private final String sha256;

    private AlgorithmCatalogue(CatalogueFile file, String sha256) {
        this.file = file;
        this.sha256 = sha256;
    }

    /** The catalogue that comes with this version; its lines are shown in docs/algorithms.md. */
    public static AlgorithmCatalogue usual() {
        return Usual.CATALOGUE;
    }

    /**
     * A catalogue of one's own.
     *
     * @param csv in the form of the usual one: UTF-8, {@code version;…}, {@code source;…}, a line of column names, then
     *     one line for each rule; lines that start with {@code #} are remarks
     * @throws IllegalArgumentException for whatever is not exactly so; the message names the line, what was expected,
     *     what was found and what to do
     */
    public static AlgorithmCatalogue load(byte[] csv) {
        return new AlgorithmCatalogue(CatalogueFile.parse(csv), Digests.sha256(csv));
    }

    /** The version that the file gives itself. */
    public String version() {
        return file.version();
    }

    /** The document whose clauses the lines cite, with its edition. */
    public String source() {
        return file.source();
    }

    /** SHA-256 of the file in lower-case hexadecimal, for reports. */
    public String sha256() {
        return sha256;
    }

    /** Judges a digest by its name, such as {@code SHA-256}. */
    public AlgorithmJudgement digest(String name, Instant at) {
        return judged(Kind.DIGEST, name, name, 0, at);
    }

    /** Judges a signature algorithm by its scheme and digest, whatever the key. */
    public AlgorithmJudgement signature(SignatureSuite suite, Instant at) {
        AlgorithmJudgement scheme =
                judged(Kind.SIGNATURE, suite.scheme().words(), suite.scheme().words(), 0, at);
        return suite.digest()
                .map(name -> digest(name, at))
                .map(digest -> digest.orWorse(scheme))
                .orElse(scheme);
    }

    /**
     * Judges a signature algorithm as certificates, lists and answers name it, whatever the key.
     *
     * @param algorithmIdentifier a DER encoded {@code AlgorithmIdentifier}; one that is no {@link SignatureSuite} is
     *     unknown
     */
    public AlgorithmJudgement signature(byte[] algorithmIdentifier, Instant at) {
        return SignatureSuite.of(algorithmIdentifier)
                .map(suite -> signature(suite, at))
                .orElseGet(() -> unknown("a signature by " + SignatureSuite.describe(algorithmIdentifier)));
    }

    /** Judges a key by its kind and its size or curve. */
    public AlgorithmJudgement key(PublicKey key, Instant at) {
        return KeyKind.of(key).parts().stream()
                .map(part -> judged(Kind.KEY, part.name(), part.words(), part.bits(), at))
                .reduce(AlgorithmJudgement::orWorse)
                .orElseThrow();
    }

    private AlgorithmJudgement judged(Kind kind, String name, String words, int bits, Instant at) {
        Optional<Line> line = file.line(kind, name, bits);
        if (line.isEmpty()) {
            return unknown(words);
        }
        return new AlgorithmJudgement(
                        Status.RELIABLE,
                        words,
                        line.get().end(),
                        Optional.of(line.get().clause()))
                .asAt(at);
    }

    private static AlgorithmJudgement unknown(String words) {
        return new AlgorithmJudgement(Status.UNKNOWN, words, Optional.empty(), Optional.empty());
    }

    private static byte[] resource() {
        try (InputStream in = AlgorithmCatalogue.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("expected " + RESOURCE + " beside its class, found none");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }
}
