package org.cretula.signing.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.xml.security.exceptions.XMLSecurityException;
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
import org.cretula.xml.XmlElement;

/**
 * What the time-stamps of one signature prove, and what stands in the document to judge it by.
 *
 * <p>Judged from the last to the first: an archive time-stamp that proves its time proves that everything before it
 * existed then, and so is judged what stands before it. One that proves nothing lends nothing.
 */
public final class Stamps {

    private static final Check<StrictParse<TimeStampToken>> FORM = new Form();

    private final List<Finding> findings;
    private final List<TimeStampResult> results;
    private final EvidenceStore evidence;
    private final Optional<Instant> best;
    private final boolean archived;

    private Stamps(
            List<Finding> findings,
            List<TimeStampResult> results,
            EvidenceStore evidence,
            Optional<Instant> best,
            boolean archived) {
        this.findings = List.copyOf(findings);
        this.results = List.copyOf(results);
        this.evidence = evidence;
        this.best = best;
        this.archived = archived;
    }

    /** Judges the time-stamps of a signature as at a moment. */
    public static Stamps of(Examined examined, TimeStampExaminer examiner, Instant at) throws XMLSecurityException {
        List<XadesSignature.UnsignedProperty> unsigned = examined.signature().unsigned();
        EvidenceStore evidence = evidence(examined.signature());
        List<List<Finding>> findings = new ArrayList<>();
        List<TimeStampResult> results = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        Instant known = at;
        boolean archived = false;
        for (int i = unsigned.size() - 1; i >= 0; i--) {
            if (!(unsigned.get(i) instanceof XadesSignature.TimeStamp property)) {
                continue;
            }
            byte[] stamped = property.archive()
                    ? archive(examined, unsigned.subList(0, i), property.canonicalization())
                    : Imprints.signature(examined.signature().element(), property.canonicalization());
            List<Instant> own = new ArrayList<>();
            for (String token : property.tokens()) {
                StrictParse<TimeStampToken> parse =
                        TimeStampToken.read(Base64.getDecoder().decode(token));
                List<Finding> all = new ArrayList<>();
                all.add(FORM.examine(parse));
                if (parse.value().isPresent()) {
                    TimeStampResult result = examiner.examine(parse.value().get(), stamped, evidence, known);
                    all.addAll(result.findings());
                    results.add(result);
                    result.proven().ifPresent(own::add);
                }
                findings.add(all);
            }
            times.addAll(own);
            Optional<Instant> earliest = own.stream().min(Comparator.naturalOrder());
            if (property.archive() && earliest.isPresent()) {
                known = earliest.get().isBefore(known) ? earliest.get() : known;
                archived = true;
            }
        }
        Collections.reverse(findings);
        Collections.reverse(results);
        return new Stamps(
                findings.stream().flatMap(List::stream).toList(),
                results,
                evidence,
                // A clock may be ahead, but nothing is judged as at a time after the one asked for.
                times.stream().filter(t -> !t.isAfter(at)).min(Comparator.naturalOrder()),
                archived);
    }

    private static byte[] archive(
            Examined examined, List<XadesSignature.UnsignedProperty> before, String canonicalization)
            throws XMLSecurityException {
        List<byte[]> referenced =
                examined.digested().stream().flatMap(Optional::stream).toList();
        List<XmlElement> elements =
                before.stream().map(XadesSignature.UnsignedProperty::element).toList();
        return Imprints.archive(examined.signature().element(), referenced, elements, canonicalization);
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
        return findings;
    }

    /** Each time-stamp that could be read, in document order. */
    public List<TimeStampResult> results() {
        return results;
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
