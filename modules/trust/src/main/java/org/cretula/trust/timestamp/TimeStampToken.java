package org.cretula.trust.timestamp;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.Origin;
import org.cretula.trust.StrictCertificates;
import org.cretula.trust.StrictParse;
import org.cretula.trust.internal.encoding.Der;
import org.cretula.trust.internal.encoding.Malformed;
import org.cretula.trust.internal.encoding.Words;
import org.cretula.trust.internal.timestamp.TokenReader;

/**
 * A time-stamp token (RFC 3161) as its bytes have it; nothing is verified. {@link TimeStampExaminer} does that.
 *
 * <p>Immutable; may be shared by threads.
 */
public final class TimeStampToken {

    /** The largest token read. */
    public static final int MAX_BYTES = 256 * 1024;

    private final byte[] der;
    private final TokenReader reader;
    private final List<X509Certificate> certificates;

    private TimeStampToken(byte[] der, TokenReader reader) {
        this.der = der;
        this.reader = reader;
        List<X509Certificate> readable = new ArrayList<>();
        for (byte[] encoded : reader.certificates()) {
            StrictCertificates.parse(encoded).value().ifPresent(readable::add);
        }
        this.certificates = List.copyOf(readable);
    }

    /** Reads one token; it never throws for bad bytes. */
    public static StrictParse<TimeStampToken> read(byte[] der) {
        if (der.length > MAX_BYTES) {
            return new StrictParse.Refused<>(
                    "expected a time-stamp token of at most " + MAX_BYTES + " bytes, found " + der.length);
        }
        Optional<String> fault = Der.fault(der);
        if (fault.isPresent()) {
            return new StrictParse.Refused<>("expected a time-stamp token in DER, found " + fault.get());
        }
        try {
            return new StrictParse.Parsed<>(new TimeStampToken(der.clone(), TokenReader.of(der)));
        } catch (Malformed | IOException | RuntimeException e) {
            // Bouncy Castle reports some broken structures by unchecked exceptions of many kinds; none may get out.
            return new StrictParse.Refused<>("expected a time-stamp token, found a fault in it: " + Words.line(e));
        }
    }

    /** The token, DER encoded: a copy. */
    public byte[] encoded() {
        return der.clone();
    }

    /** When it was made, by the authority's clock. */
    public Instant time() {
        return reader.info().genTime();
    }

    /** How far off the time may be, either way; zero when the authority does not say. */
    public Duration accuracy() {
        return reader.info().accuracy();
    }

    /** The policy under which it was made: an object identifier. */
    public String policy() {
        return reader.info().policy();
    }

    /** Its number. */
    public BigInteger serialNumber() {
        return reader.info().serial();
    }

    /** The number that was sent along with the request. */
    public Optional<BigInteger> nonce() {
        return reader.info().nonce();
    }

    /** The digest of what was stamped, by the name that the JDK knows. */
    public String imprintAlgorithm() {
        return reader.info().imprintDigest().jcaName();
    }

    /** The digest of what was stamped, in lower-case hexadecimal. */
    public String imprint() {
        return reader.info().imprint();
    }

    /** The certificates that came along, as far as they can be read strictly. */
    public List<X509Certificate> certificates() {
        return certificates;
    }

    /** The certificates and revocation lists that came along, as far as they can be read strictly. */
    public EvidenceStore evidence() {
        Origin origin = Origin.document("the time-stamp of " + Words.date(time()));
        EvidenceStore.Builder store = EvidenceStore.builder();
        certificates.forEach(c -> store.certificate(c, origin));
        for (byte[] list : reader.lists()) {
            StrictCertificates.parseCrl(list).value().ifPresent(l -> store.list(l, origin));
        }
        return store.build();
    }

    TokenReader reader() {
        return reader;
    }
}
