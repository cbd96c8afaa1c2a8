package org.cretula.signing.internal;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.XadesSignature;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.Origin;
import org.cretula.trust.StrictCertificates;
import org.cretula.trust.StrictParse;
import org.cretula.trust.timestamp.TimeStampExaminer;
import org.cretula.trust.timestamp.TimeStampResult;
import org.cretula.trust.timestamp.TimeStampToken;
import org.cretula.verdict.Check;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;

/**
 * What the time-stamps of one signature prove, and what stands in the document to judge it by.
 *
 * <p>Judged from the last to the first: an archive time-stamp that proves its time proves that everything before it
 * existed then, and so is judged what stands before it. One that proves nothing lends nothing.
 */
public final class Stamps {

    private static final Check<StrictParse<TimeStampToken>> FORM = new Form();

    private final Deque<Finding> findings = new ArrayDeque<>();
    private final Deque<TimeStampResult> results = new ArrayDeque<>();
    private final Deque<Optional<Instant>> lent = new ArrayDeque<>();
    private final EvidenceStore evidence;
    private Optional<Instant> best = Optional.empty();
    private boolean archived;
    private int older;

    private Stamps(EvidenceStore evidence) {
        this.evidence = evidence;
    }

    /**
     * What is known of a signature from around it: of a counter-signature from the signature that bears it.
     *
     * @param evidence that came along, none of it trusted
     * @param proven an instant at which it is proven to have existed
     */
    public record Around(EvidenceStore evidence, Optional<Instant> proven) {
        /** Nothing. */
        public static final Around NOTHING = new Around(EvidenceStore.empty(), Optional.empty());
    }

    /** Judges the time-stamps of a signature as at a moment. */
    public static Stamps of(Examined examined, TimeStampExaminer examiner, Instant at, Around around)
            throws XMLSecurityException {
        Stamps stamps = new Stamps(evidence(examined.signature()).plus(around.evidence()));
        stamps.judge(examined, examiner, at, around.proven());
        return stamps;
    }

    private void judge(Examined examined, TimeStampExaminer examiner, Instant at, Optional<Instant> around)
            throws XMLSecurityException {
        List<XadesSignature.UnsignedProperty> unsigned = examined.signature().unsigned();
        List<Instant> times = new ArrayList<>(around.stream().toList());
        Optional<Instant> proven = around;
        for (int i = unsigned.size() - 1; i >= 0; i--) {
            lent.addFirst(proven);
            if (!(unsigned.get(i) instanceof XadesSignature.TimeStamp property)) {
                continue;
            }
            Imprint stamped = new Imprint(
                    List.of(Imprints.of(examined, unsigned.subList(0, i), property.kind())),
                    property.canonicalization());
            List<Instant> own = tokens(property.tokens(), stamped, examiner, earliest(at, proven));
            if (property.kind() != XadesSignature.StampKind.REFERENCES_ONLY) {
                times.addAll(own);
            }
            Optional<Instant> earliest = own.stream().min(Comparator.naturalOrder());
            if (property.archive() && earliest.isPresent()) {
                proven = Optional.of(earliest(earliest.get(), proven));
                archived = true;
            }
        }
        // A clock may be ahead, but nothing is judged as at a time after the one asked for.
        best = times.stream().filter(t -> !t.isAfter(at)).min(Comparator.naturalOrder());
        older = results.size();
        Instant known = earliest(earliest(at, proven), best);
        List<XadesSignature.ContentTimeStamp> content =
                examined.signature().properties().timeStamps();
        for (int i = content.size() - 1; i >= 0; i--) {
            Optional<List<SignedBytes>> stamped = ContentImprint.of(examined, content.get(i));
            if (stamped.isEmpty()) {
                findings.addFirst(new ContentTimeStampObjects().examine(content.get(i)));
            } else {
                Imprint imprint = new Imprint(stamped.get(), content.get(i).canonicalization());
                tokens(content.get(i).tokens(), imprint, examiner, known);
            }
        }
        older = results.size() - older;
    }

    private static Instant earliest(Instant one, Optional<Instant> other) {
        return other.filter(o -> o.isBefore(one)).orElse(one);
    }

    /** Judges tokens over the same bytes; returns the times that they prove. */
    private List<Instant> tokens(List<String> tokens, Imprint stamped, TimeStampExaminer examiner, Instant known)
            throws XMLSecurityException {
        List<Instant> proven = new ArrayList<>();
        for (int i = tokens.size() - 1; i >= 0; i--) {
            StrictParse<TimeStampToken> parse = TimeStampToken.read(decoded(tokens.get(i)));
            if (parse.value().isPresent()) {
                TimeStampToken token = parse.value().get();
                TimeStampResult result =
                        examiner.examineDigest(token, stamped.by(token.imprintAlgorithm()), evidence, known);
                for (int f = result.findings().size() - 1; f >= 0; f--) {
                    findings.addFirst(result.findings().get(f));
                }
                results.addFirst(result);
                result.proven().ifPresent(proven::add);
            }
            findings.addFirst(FORM.examine(parse));
        }
        return proven;
    }

    /** What tokens are over, digested once by each algorithm and never held. */
    private static final class Imprint {
        private final List<SignedBytes> parts;
        private final String canonicalization;
        private final Map<String, String> digests = new HashMap<>();

        Imprint(List<SignedBytes> parts, String canonicalization) {
            this.parts = parts;
            this.canonicalization = canonicalization;
        }

        String by(String algorithm) throws XMLSecurityException {
            String known = digests.get(algorithm);
            if (known == null) {
                MessageDigest digest = DigestAlgorithm.started(algorithm);
                for (SignedBytes part : parts) {
                    part.write(canonicalization, digest::update);
                }
                known = HexFormat.of().formatHex(digest.digest());
                digests.put(algorithm, known);
            }
            return known;
        }
    }

    /** All that the signature carries to be judged by; hints, each judged like any other (attack E08). */
    private static EvidenceStore evidence(XadesSignature signature) {
        Origin origin = Origin.document("the document");
        EvidenceStore.Builder store = EvidenceStore.builder();
        for (byte[] der : signature.certificates()) {
            StrictCertificates.parse(der).value().ifPresent(c -> store.certificate(c, origin));
        }
        for (XadesSignature.UnsignedProperty property : signature.unsigned()) {
            if (property instanceof XadesSignature.ValidationData data) {
                data.certificates()
                        .forEach(text -> StrictCertificates.parse(decoded(text))
                                .value()
                                .ifPresent(c -> store.certificate(c, origin)));
                data.lists()
                        .forEach(text -> StrictCertificates.parseCrl(decoded(text))
                                .value()
                                .ifPresent(l -> store.list(l, origin)));
                data.answers()
                        .forEach(text -> StrictCertificates.parseOcsp(decoded(text))
                                .value()
                                .ifPresent(a -> store.answer(a, origin)));
            }
        }
        return store.build();
    }

    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    /** What was found of each time-stamp, in document order. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Each time-stamp that could be read, in document order; those over data come first, for they are signed. */
    public List<TimeStampResult> results() {
        return List.copyOf(results);
    }

    /** The times of those over data, which are from before the signature. */
    public List<Instant> contentTimes() {
        return results().subList(0, older).stream().map(r -> r.token().time()).toList();
    }

    /** When each unsigned property is proven to have existed, by an archive time-stamp behind it. */
    public List<Optional<Instant>> lent() {
        return List.copyOf(lent);
    }

    /** Certificates, lists and answers of the signature itself, those in time-stamps not included. */
    public EvidenceStore evidence() {
        return evidence;
    }

    /** The earliest instant at which the signature is proven to have existed. */
    public Optional<Instant> best() {
        return best;
    }

    /** Whether an archive time-stamp proves its time. */
    public boolean archived() {
        return archived;
    }

    /** A time-stamp over data is over data that the signature signs. */
    private static final class ContentTimeStampObjects implements Check<XadesSignature.ContentTimeStamp> {
        @Override
        public String id() {
            return "content-time-stamp-objects";
        }

        @Override
        public String clause() {
            return "EN 319 132-1 V1.3.1, 5.2.8.2";
        }

        @Override
        public Finding examine(XadesSignature.ContentTimeStamp stamp) {
            return failed(
                    SubIndication.FORMAT_FAILURE,
                    "expected a time-stamp over objects that the signature signs, found one over "
                            + Malformed.clip(stamp.objects().orElse(List.of()).toString()));
        }
    }

    /** The token can be read, and is nothing but a token. */
    private static final class Form implements Check<StrictParse<TimeStampToken>> {
        @Override
        public String id() {
            return "time-stamp-form";
        }

        @Override
        public String clause() {
            return "RFC 3161, 2.4.2; RFC 5816; EN 319 132-1 V1.3.1, 6.3 (n)";
        }

        @Override
        public Finding examine(StrictParse<TimeStampToken> parse) {
            return parse instanceof StrictParse.Refused<TimeStampToken> refused
                    ? failed(SubIndication.FORMAT_FAILURE, refused.explanation())
                    : passed("the time-stamp is a token of RFC 3161 and nothing else");
        }
    }
}
