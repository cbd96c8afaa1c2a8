package org.cretula.trust.internal.revocation;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.AlgorithmJudgement;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.Origin;
import org.cretula.trust.RevocationFact;
import org.cretula.trust.RevocationFact.Status;
import org.cretula.trust.internal.encoding.CertificateSignatures;
import org.cretula.trust.internal.encoding.Remembered;
import org.cretula.trust.internal.encoding.Words;

/**
 * Asks all lists and answers about the certificates of one path.
 *
 * <p>Who signed a list or an answer may need a status of his own, so questions nest. No certificate settles its own
 * status, questions nest a few deep only, and all of them share one budget; what that leaves out is unknown. It might
 * say that the certificate is revoked, and whoever brings along what uses up the budget would like that: once any
 * evidence of ours was left out, silence means nothing any more (attack C08). For one thread and one examination.
 */
public final class RevocationInquiry {

    private static final int DEEPEST = 4;
    private static final long PRICE_OF_A_QUESTION = 50;
    private static final String LEFT_OUT =
            "there was more than can be looked at, and what was left out might say that it is revoked";

    /**
     * What all questions have in common.
     *
     * @param sources lists and answers, those to be asked first first
     * @param signatures verifies
     * @param catalogue judges algorithms and keys
     * @param signerPaths finds the way from a signer of lists to the anchor
     * @param points remembers where certificates say that lists speak for them
     */
    public record Setting(
            List<RevocationSources> sources,
            CertificateSignatures signatures,
            AlgorithmCatalogue catalogue,
            SignerPaths signerPaths,
            Remembered<X509Certificate, DistributionPoints> points) {

        public Setting {
            sources = List.copyOf(sources);
        }
    }

    private final Setting setting;
    private final List<X509Certificate> path;
    private final WorkBudget budget = new WorkBudget();
    private final ListSigners signers;
    private final Deque<X509Certificate> asked = new ArrayDeque<>();
    private final Map<Question, RevocationAssessment> assessed = new HashMap<>();
    private boolean incomplete;

    private record Question(int index, Instant at) {}

    /** An inquiry about a path, the anchor last. */
    public RevocationInquiry(Setting setting, List<X509Certificate> path) {
        this.setting = setting;
        this.path = List.copyOf(path);
        this.signers = new ListSigners(this, setting.signerPaths());
    }

    /** The status of a certificate of the path but the anchor. */
    public RevocationAssessment assess(int index, Instant at) {
        Question question = new Question(index, at);
        RevocationAssessment before = assessed.get(question);
        if (before != null) {
            return before;
        }
        RevocationAssessment now = assessed(index, at);
        assessed.put(question, now);
        return now;
    }

    private RevocationAssessment assessed(int index, Instant at) {
        X509Certificate certificate = path.get(index);
        X509Certificate issuer = path.get(index + 1);
        asked.push(certificate);
        ListInquiry lists = lists(certificate, issuer, at);
        AnswerInquiry answers = new AnswerInquiry(this, setting.signatures(), certificate, issuer, at);
        answers.ask();
        asked.pop();
        List<String> unusable = new ArrayList<>(lists.unusable());
        unusable.addAll(answers.unusable());
        Optional<RevocationNotice> revoked = lists.revoked().or(answers::revoked);
        Optional<RevocationNotice> notice = revoked.or(lists::later).or(answers::later);
        if (incomplete) {
            unusable.add(0, LEFT_OUT);
        }
        Optional<EvidenceStore> good = revoked.isPresent() || incomplete
                ? Optional.empty()
                : lists.good().or(answers::good);
        Status status = revoked.isPresent() ? Status.REVOKED : good.isPresent() ? Status.GOOD : Status.UNKNOWN;
        EvidenceStore sources =
                revoked.map(RevocationNotice::sources).or(() -> good).orElse(EvidenceStore.empty());
        RevocationFact fact = new RevocationFact(certificate, status, sources, notice.map(RevocationNotice::date));
        String source = revoked.map(RevocationNotice::source)
                .orElse(lists.good().isPresent() ? lists.goodSource() : answers.goodSource());
        return new RevocationAssessment(fact, issuer, index == 0, at, notice, source, unusable);
    }

    private ListInquiry lists(X509Certificate certificate, X509Certificate issuer, Instant at) {
        ListInquiry lists = new ListInquiry(this, signers, certificate, issuer, at);
        lists.ask();
        return lists;
    }

    /**
     * Why a signer off the path may not be relied on, by lists alone: someone on this way to the anchor is revoked, of
     * unknown status or weakly certified. The path's own certificates are judged by themselves.
     */
    Optional<String> statusFault(List<X509Certificate> way, Instant at) {
        for (int i = 0; i < way.size() - 1; i++) {
            X509Certificate certificate = way.get(i);
            X509Certificate issuer = way.get(i + 1);
            if (isAsked(certificate)) {
                return Optional.of("its signer rests on " + Words.name(certificate) + ", whose status it would settle");
            }
            if (path.contains(certificate)) {
                continue;
            }
            Optional<String> weakness = weakness(certificate, issuer, at);
            if (weakness.isPresent()) {
                return weakness;
            }
            if (asked.size() >= DEEPEST || !budget.take(PRICE_OF_A_QUESTION)) {
                return Optional.of("too many questions would have to be asked about its signer");
            }
            asked.push(certificate);
            ListInquiry lists = lists(certificate, issuer, at);
            asked.pop();
            if (lists.revoked().isPresent()) {
                return Optional.of("its signer " + Words.name(certificate) + " was revoked on "
                        + Words.date(lists.revoked().get().date()));
            }
            if (lists.good().isEmpty()) {
                return Optional.of("whether its signer " + Words.name(certificate) + " was revoked at " + Words.date(at)
                        + " is not known");
            }
        }
        return Optional.empty();
    }

    /** What is weak about the way in which a certificate was issued. */
    Optional<String> weakness(X509Certificate certificate, X509Certificate issuer, Instant at) {
        try {
            byte[] algorithm = CertificateSignatures.algorithmIdentifier(
                    certificate.getSigAlgOID(), certificate.getSigAlgParams());
            AlgorithmJudgement judgement = setting.catalogue()
                    .signature(algorithm, at)
                    .orWorse(setting.catalogue().key(issuer.getPublicKey(), at));
            return judgement.reliable()
                    ? Optional.empty()
                    : Optional.of("the certificate of its signer " + Words.name(certificate) + " rests on "
                            + judgement.words());
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of("the certificate of its signer " + Words.name(certificate) + " cannot be read");
        }
    }

    /**
     * Why what a certificate of the path signed at {@code made} proves nothing: it had expired by then or was revoked,
     * so that whoever holds the key now may have signed. At {@code at} itself the path is judged by others.
     */
    Optional<String> endBefore(Instant made, X509Certificate signer, Instant at) {
        if (!made.isAfter(at)) {
            return Optional.empty();
        }
        if (made.isAfter(signer.getNotAfter().toInstant())) {
            return Optional.of("it was made after the certificate of " + Words.name(signer) + " expired");
        }
        int index = path.indexOf(signer);
        if (index < 0 || index == path.size() - 1 || isAsked(signer)) {
            return Optional.empty();
        }
        return assess(index, at)
                .notice()
                .filter(notice -> !notice.isHold() && notice.holdsAt(made))
                .map(notice -> "it was made after " + Words.name(signer) + " was revoked");
    }

    /** How often something was not looked at, as there was too much of it. */
    long leftOut() {
        return budget.refusals() + setting.signerPaths().leftOut();
    }

    /** Remembers that a list or answer that nobody brought along was not looked at to the end. */
    void incomplete() {
        incomplete = true;
    }

    /** Whether this is a certificate whose status is being asked for. */
    boolean isAsked(X509Certificate certificate) {
        return asked.contains(certificate);
    }

    EvidenceSignature.Asked asked(Instant at) {
        return new EvidenceSignature.Asked(setting.catalogue(), at, budget);
    }

    DistributionPoints points(X509Certificate certificate) {
        return setting.points().get(certificate, () -> DistributionPoints.of(certificate));
    }

    WorkBudget budget() {
        return budget;
    }

    List<X509Certificate> atHand() {
        return setting.signerPaths().candidates();
    }

    Origin origin(X509Certificate certificate) {
        return setting.signerPaths().origin(certificate);
    }

    List<X509Certificate> path() {
        return path;
    }

    X509Certificate anchor() {
        return path.get(path.size() - 1);
    }

    List<KnownList> lists(Collection<X500Principal> issuers) {
        List<KnownList> lists = new ArrayList<>();
        for (RevocationSources source : setting.sources()) {
            for (X500Principal issuer : issuers) {
                lists.addAll(source.lists(issuer));
            }
        }
        return lists;
    }

    List<KnownAnswer> answers(BigInteger serial) {
        List<KnownAnswer> answers = new ArrayList<>();
        setting.sources().forEach(source -> answers.addAll(source.answers(serial)));
        return answers;
    }

    List<KnownAnswer> refusals() {
        List<KnownAnswer> refusals = new ArrayList<>();
        setting.sources().forEach(source -> refusals.addAll(source.refusals()));
        return refusals;
    }
}
