package org.cretula.trust.internal.path;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cretula.trust.PathLimits;
import org.cretula.trust.PathPolicy;
import org.cretula.trust.Providers;
import org.cretula.trust.internal.encoding.CertificateSignatures;
import org.cretula.trust.internal.encoding.Certificates;
import org.cretula.trust.internal.encoding.Remembered;

/**
 * Asks both engines, and remembers what they said of a chain: it follows from the certificates, the date that they were
 * asked for and the policies alone.
 */
public final class PathEngines {

    private static final long MOST_REMEMBERED = 32L * 1024 * 1024;

    /** What an engine's answer depends on. */
    private record Question(List<X509Certificate> certificates, Instant date, PathPolicy policy) {
        long weight() {
            return Certificates.weight(certificates) + 2_000;
        }
    }

    /** Answers, or which limit stands before them. */
    private record Answer(EngineAnswer jdk, EngineAnswer bouncyCastle, String limit) {}

    private final PkixEngine jdk;
    private final PkixEngine bouncyCastle;
    private final Remembered<Question, Answer> remembered = new Remembered<>(MOST_REMEMBERED, Question::weight);

    public PathEngines(Providers providers, CertificateSignatures signatures) {
        this.jdk = PkixEngine.jdk(providers, signatures);
        this.bouncyCastle = PkixEngine.bouncyCastle(providers, signatures);
    }

    /** What both say; a chain that would cost them too much they are not asked about, which the budget then tells. */
    public PathAttempt attempt(CandidatePath path, PathPolicy policy, Budget budget) {
        Answer answer = remembered.get(
                new Question(path.certificates(), path.engineDate(), policy),
                () -> answer(path, policy, budget.limits()));
        budget.meets(!answer.limit().isEmpty(), answer.limit());
        return new PathAttempt(path, answer.jdk(), answer.bouncyCastle());
    }

    private Answer answer(CandidatePath path, PathPolicy policy, PathLimits limits) {
        String limit = "";
        if (PathCost.policyNodes(path, limits.policyNodes()) > limits.policyNodes()) {
            limit = limits.policyNodes() + " policy nodes";
        } else if (PathCost.nameComparisons(path) > limits.nameComparisons()) {
            limit = limits.nameComparisons() + " comparisons of names";
        }
        if (!limit.isEmpty()) {
            EngineAnswer refused = EngineAnswer.refused("not asked, as the chain is beyond the limit of " + limit);
            return new Answer(refused, refused, limit);
        }
        Optional<String> hostless = UriHosts.fault(path);
        if (hostless.isPresent()) {
            EngineAnswer refused = EngineAnswer.refused(hostless.get());
            return new Answer(refused, refused, limit);
        }
        return new Answer(jdk.answer(path, policy), bouncyCastle.answer(path, policy), limit);
    }
}
