package org.cretula.trust;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.cert.CRLReason;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.cretula.trust.internal.encoding.BySerial;
import org.cretula.trust.internal.encoding.CrlEntry;
import org.cretula.trust.internal.encoding.CrlLayout;
import org.cretula.trust.internal.encoding.Digests;
import org.cretula.trust.internal.encoding.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * A revocation list as its bytes have it; nothing is verified. {@link StrictCertificates#parseCrl} makes one.
 *
 * <p>It keeps the bytes once and a number or two for each entry, so a list of a million entries takes some 50 MiB.
 * Immutable; may be shared by threads.
 */
public final class CertificateRevocationList {

    /**
     * What a list says of one certificate.
     *
     * @param serialNumber of the certificate
     * @param certificateIssuer who issued the certificate; the list's issuer unless the list is indirect
     * @param revocationDate since when it is revoked, in the words of the list's issuer
     * @param reason empty when none is given, or none that RFC 5280 5.3.1 knows
     * @param invalidSince since when the key was known or suspected to be compromised; {@link Instant#MIN} when the date
     *     cannot be read, since it can only be earlier than the revocation
     */
    public record Entry(
            BigInteger serialNumber,
            X500Principal certificateIssuer,
            Instant revocationDate,
            Optional<CRLReason> reason,
            Optional<Instant> invalidSince) {}

    private final byte[] der;
    private final CrlLayout layout;
    private final String sha256;
    private final Optional<BigInteger> number;
    private final Optional<BigInteger> baseNumber;
    private int @Nullable [] sorted;

    private CertificateRevocationList(byte[] der, CrlLayout layout) throws Malformed {
        this.der = der;
        this.layout = layout;
        this.number = number(layout, Extension.cRLNumber);
        this.baseNumber = number(layout, Extension.deltaCRLIndicator);
        this.sha256 = Digests.sha256(der);
    }

    /** Reads bytes in DER; they are kept, not copied. */
    static CertificateRevocationList of(byte[] der) throws Malformed {
        return new CertificateRevocationList(der, CrlLayout.of(der));
    }

    private static Optional<BigInteger> number(CrlLayout layout, ASN1ObjectIdentifier id) throws Malformed {
        try {
            return extension(layout, id)
                    .map(value -> ASN1Integer.getInstance(value).getPositiveValue());
        } catch (IllegalArgumentException | IllegalStateException e) {
            // Bouncy Castle reports broken structures by unchecked exceptions.
            throw new Malformed("a list number that cannot be read");
        }
    }

    /** The list, DER encoded: a copy. */
    public byte[] encoded() {
        return der.clone();
    }

    /** Its length in bytes. */
    public int length() {
        return der.length;
    }

    /** SHA-256 of the list, in lower-case hexadecimal. */
    public String sha256() {
        return sha256;
    }

    /** Who issued the list. */
    public X500Principal issuer() {
        return layout.issuer();
    }

    /** When the list was issued. */
    public Instant thisUpdate() {
        return layout.thisUpdate();
    }

    /** When the next list is due at the latest. */
    public Optional<Instant> nextUpdate() {
        return layout.nextUpdate();
    }

    /** The number of the list, RFC 5280 5.2.3. */
    public Optional<BigInteger> number() {
        return number;
    }

    /** The number of the list that this one continues; empty unless it is a delta list, RFC 5280 5.2.4. */
    public Optional<BigInteger> baseNumber() {
        return baseNumber;
    }

    /** How many entries it has. */
    public int size() {
        return layout.entries().length;
    }

    /** The entries of a serial number, in the order of the list; of an indirect list those of every issuer. */
    public Stream<Entry> entries(BigInteger serialNumber) {
        byte[] serial = serialNumber.toByteArray();
        int[] index = sorted();
        int first = BySerial.first(der, index, serial);
        if (first == index.length || CrlEntry.compareSerial(der, index[first], serial) != 0) {
            return Stream.empty();
        }
        return IntStream.range(first, index.length)
                .takeWhile(i -> CrlEntry.compareSerial(der, index[i], serial) == 0)
                .mapToObj(i -> entry(index[i]));
    }

    /** Whether entries speak for certificates of other issuers than the list's. */
    public boolean namesOtherIssuers() {
        return layout.issuerMarks().length > 0;
    }

    /** The content of an extension of the list. */
    public Optional<byte[]> extension(String oid) {
        return extension(layout, new ASN1ObjectIdentifier(oid));
    }

    private static Optional<byte[]> extension(CrlLayout layout, ASN1ObjectIdentifier id) {
        return layout.extensions()
                .map(all -> all.getExtension(id))
                .map(extension -> extension.getExtnValue().getOctets());
    }

    /** The names of the list's critical extensions. */
    public Set<String> criticalExtensions() {
        Set<String> names = new TreeSet<>();
        layout.extensions()
                .ifPresent(all -> Arrays.stream(all.getCriticalExtensionOIDs())
                        .map(ASN1ObjectIdentifier::getId)
                        .forEach(names::add));
        return names;
    }

    /** A critical extension of an entry that is not understood; such a list may not be used, RFC 5280 5.3. */
    public Optional<String> unknownCriticalExtensionInEntry() {
        return layout.unknownCriticalInEntry();
    }

    /** The bytes that were signed, as a view that cannot be written to. */
    public ByteBuffer signedContent() {
        return ByteBuffer.wrap(der, layout.tbs(), layout.tbsEnd() - layout.tbs())
                .slice()
                .asReadOnlyBuffer();
    }

    /** The algorithm of the signature: an AlgorithmIdentifier, DER encoded. */
    public byte[] signatureAlgorithm() {
        return layout.algorithm();
    }

    /** The signature. */
    public byte[] signature() {
        return layout.signature();
    }

    /** Two lists are equal when their bytes are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CertificateRevocationList list && list.sha256.equals(sha256);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }

    @Override
    public String toString() {
        return "the list of " + issuer() + " of " + thisUpdate();
    }

    private Entry entry(int at) {
        return new Entry(
                CrlEntry.serial(der, at),
                certificateIssuer(at),
                CrlEntry.date(der, at),
                CrlEntry.reason(der, at),
                CrlEntry.invalidSince(der, at));
    }

    /** The issuer that this entry or the last one before it names, RFC 5280 5.3.3. */
    private X500Principal certificateIssuer(int at) {
        int[] marks = layout.issuerMarks();
        int found = Arrays.binarySearch(marks, at);
        int mark = found >= 0 ? found : -found - 2;
        return mark < 0 ? issuer() : CrlEntry.issuerOf(der, marks[mark]).orElse(issuer());
    }

    // Sorted when first asked, as most lists of a folder are never asked.
    private synchronized int[] sorted() {
        int[] index = sorted;
        if (index == null) {
            index = BySerial.sorted(der, layout.entries());
            sorted = index;
        }
        return index;
    }
}
