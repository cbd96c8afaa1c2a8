package org.cretula.trust.internal.timestamp;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cretula.trust.AlgorithmJudgement;
import org.cretula.trust.PathResult;
import org.cretula.trust.SignatureSuite;
import org.cretula.trust.SignatureVerifier;
import org.cretula.trust.internal.encoding.Words;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Indication;
import org.cretula.verdict.SubIndication;

/** The checks of a time-stamp, in the order in which they are reported. */
public final class TokenChecks {

    private TokenChecks() {}

    /** All of them. */
    public static List<Check<StampedContent>> all() {
        return List.of(new Imprint(), new TokenSignature(), new Algorithms(), new Time(), new Authority());
    }

    /** The token is over these very bytes (attack T01). */
    @Explained(passed = "The time-stamp is over what it stands for.", failed = "The time-stamp is over something else.")
    static final class Imprint implements Check<StampedContent> {
        @Override
        public String id() {
            return "time-stamp-imprint";
        }

        @Override
        public String clause() {
            return "RFC 3161, 2.4.2; EN 319 102-1 V1.4.1, 5.4";
        }

        @Override
        public Finding examine(StampedContent s) {
            TokenReader.Info info = s.token().info();
            return info.imprint().equals(s.digest())
                    ? passed("the time-stamp of " + s.time() + " is over what it stands for")
                    : failed(
                            SubIndication.HASH_FAILURE,
                            "the time-stamp of " + s.time() + " is over something else: its digest is not that of what"
                                    + " it stands for");
        }
    }

    /** The token was signed with the key of the certificate that it names (attack T03). */
    @Explained(
            passed = "The time-stamp was signed with the key of the authority that it names.",
            failed = "The time-stamp was not signed with the key of the authority that it names, or was changed.",
            unknown = "The certificate that the time-stamp names as its signer's is not at hand.",
            settledBy = "A time-stamp that carries its signer's certificate.")
    static final class TokenSignature implements Check<StampedContent> {
        @Override
        public String id() {
            return "time-stamp-signature";
        }

        @Override
        public String clause() {
            return "RFC 3161, 2.4.2; RFC 5652, 5.4 and 5.6; RFC 5816, 2.2.1";
        }

        @Override
        public Finding examine(StampedContent s) {
            if (s.authority().isEmpty()) {
                return unknown(
                        SubIndication.NO_SIGNING_CERTIFICATE_FOUND,
                        "the certificate that the time-stamp of " + s.time() + " names as its signer's is not at hand",
                        "a time-stamp that carries its signer's certificate");
            }
            X509Certificate authority = s.authority().get();
            TokenReader.Signer signer = s.token().signer();
            boolean content =
                    signer.messageDigest().equals(signer.digest().of(s.token().content(), s.providers()));
            Optional<SignatureSuite> suite = SignatureSuite.of(signer.algorithm())
                    // A signature over one digest that names another could be read in two ways.
                    .filter(found ->
                            found.digest().stream().allMatch(signer.digest().jcaName()::equals));
            boolean verified = content
                    && suite.isPresent()
                    && new SignatureVerifier(s.providers())
                            .verify(
                                    suite.get(),
                                    authority.getPublicKey(),
                                    signer.attributes(),
                                    signer.value(),
                                    SignatureVerifier.Form.X509);
            return verified
                    ? passed("the time-stamp of " + s.time() + " was signed by " + Words.name(authority))
                    : failed(
                            SubIndication.SIG_CRYPTO_FAILURE,
                            "the time-stamp of " + s.time() + " was not signed with the key of " + Words.name(authority)
                                    + ", or was changed");
        }
    }

    /**
     * Nobody could have made the token by breaking an algorithm before the instant at which it is known to exist (attack
     * T08).
     */
    @Explained(
            passed = "All algorithms of the time-stamp could be relied on at the time in question.",
            unknown = "The time-stamp uses an algorithm that could not be relied on any more at the time in question.",
            settledBy = "An archive time-stamp over it from a time when it could.")
    static final class Algorithms implements Check<StampedContent> {
        @Override
        public String id() {
            return "time-stamp-algorithms";
        }

        @Override
        public String clause() {
            return "ETSI TS 119 312 V2.1.1, 5 to 7; EN 319 102-1 V1.4.1, 5.4";
        }

        @Override
        public Finding examine(StampedContent s) {
            TokenReader.Signer signer = s.token().signer();
            Instant at = s.known();
            List<String> unreliable = Stream.of(
                            Stream.of(
                                    s.catalogue()
                                            .digest(
                                                    s.token()
                                                            .info()
                                                            .imprintDigest()
                                                            .jcaName(),
                                                    at),
                                    s.catalogue().digest(signer.digest().jcaName(), at),
                                    s.catalogue().signature(signer.algorithm(), at)),
                            s.authority().stream().map(a -> s.catalogue().key(a.getPublicKey(), at)))
                    .flatMap(judgements -> judgements)
                    .filter(judgement -> !judgement.reliable())
                    .map(AlgorithmJudgement::words)
                    .distinct()
                    .toList();
            return unreliable.isEmpty()
                    ? passed("the time-stamp of " + s.time() + " uses algorithms only that could be relied on at " + at)
                    : unknown(
                            SubIndication.CRYPTO_CONSTRAINTS_FAILURE_NO_POE,
                            "as at " + at + ", the time-stamp of " + s.time() + " uses "
                                    + String.join(", ", unreliable),
                            "an archive time-stamp over it from a time when this could be relied on");
        }
    }

    /** The token is not of a time that has not come. */
    @Explained(
            passed = "The time that the time-stamp says is not after one at which it is known to exist.",
            unknown = "The time-stamp says a later time than one at which it is known to exist.",
            settledBy = "A judgement as at a later moment.")
    static final class Time implements Check<StampedContent> {
        // Clocks differ; RFC 3161 leaves the accuracy to the authority, which need not tell it (case T09).
        private static final Duration TOLERANCE = Duration.ofMinutes(5);

        @Override
        public String id() {
            return "time-stamp-time";
        }

        @Override
        public String clause() {
            return "RFC 3161, 2.4.2; EN 319 102-1 V1.4.1, 5.5.4";
        }

        @Override
        public Finding examine(StampedContent s) {
            Instant time = s.token().info().genTime();
            Duration accuracy = s.token().info().accuracy();
            Duration room = accuracy.compareTo(TOLERANCE) > 0 ? accuracy : TOLERANCE;
            String told = accuracy.isZero() ? "accuracy not told" : "give or take " + accuracy.toMillis() + " ms";
            return time.isAfter(s.known().plus(room))
                    ? unknown(
                            SubIndication.TIMESTAMP_ORDER_FAILURE,
                            "the time-stamp says that it was made at " + time + ", after " + s.known()
                                    + ", when it is known to exist",
                            "a judgement as at a later moment")
                    : passed("the time-stamp says that it was made at " + time + ", " + told);
        }
    }

    /**
     * The authority is one that the caller trusts for time-stamps, was so at the token's time, and the token is known to
     * be older than the end of that (attacks T02, T03).
     */
    @Explained(
            passed = "The time-stamp was made by an authority that was trusted for that at its time.",
            unknown = "It is not known who made the time-stamp, or that this authority could be trusted when it did.",
            settledBy =
                    "What is missing of the authority's chain, or an archive time-stamp from before its certificates ended or were revoked.")
    static final class Authority implements Check<StampedContent> {
        @Override
        public String id() {
            return "time-stamp-authority";
        }

        @Override
        public String clause() {
            return "RFC 3161, 2.3 and 4; EN 319 102-1 V1.4.1, 5.4 and 5.6";
        }

        @Override
        public Finding examine(StampedContent s) {
            if (s.path().isEmpty() || s.authority().isEmpty()) {
                return unknown(
                        SubIndication.NO_SIGNING_CERTIFICATE_FOUND,
                        "nobody knows who made the time-stamp of " + s.time(),
                        "a time-stamp that carries its signer's certificate");
            }
            PathResult path = s.path().get();
            String name = Words.name(s.authority().get());
            if (path.verdict().indication() != Indication.VALID) {
                Finding why = path.verdict().decisive().orElseThrow();
                return unknown(
                        why.subIndication().orElseThrow(),
                        "the time-stamp of " + s.time() + " by " + name + " proves nothing: " + why.explanation(),
                        why.remedy().orElse("an authority that was trusted for time-stamps at " + s.time()));
            }
            Instant expiry = path.earliestExpiry().orElseThrow();
            if (s.known().isAfter(expiry)) {
                return unknown(
                        SubIndication.OUT_OF_BOUNDS_NO_POE,
                        "the time-stamp of " + s.time() + " by " + name + " is not known to be older than the end of"
                                + " its authority's certificates on " + expiry,
                        "an archive time-stamp over it from before " + expiry);
            }
            Optional<Instant> revoked = path.earliestRevocation().filter(date -> !date.isAfter(s.known()));
            return revoked.isEmpty()
                    ? passed(
                            "the time-stamp of " + s.time() + " was made by " + name + ", trusted for that at its time")
                    : unknown(
                            SubIndication.REVOKED_NO_POE,
                            "the time-stamp of " + s.time() + " by " + name + " is not known to be older than a"
                                    + " revocation among its authority's certificates on " + revoked.get(),
                            "an archive time-stamp over it from before " + revoked.get());
        }
    }
}
