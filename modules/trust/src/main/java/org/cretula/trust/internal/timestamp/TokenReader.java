package org.cretula.trust.internal.timestamp;

import java.io.IOException;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;
import org.cretula.trust.internal.encoding.Der;
import org.cretula.trust.internal.encoding.Malformed;

/**
 * Reads a time-stamp token: CMS SignedData over one TSTInfo by exactly one signer; RFC 3161 2.4.2, RFC 5652 5, RFC
 * 5816.
 *
 * <p>What was signed is taken as it stands where it must be DER (the TSTInfo), and from the one encoding that it must
 * have elsewhere (the signed attributes). A token may not carry anything unsigned beside certificates and lists: there
 * is no use for it here, and each such place is one where a token can be changed without being another one.
 */
public final class TokenReader {

    private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
    private static final String TST_INFO = "1.2.840.113549.1.9.16.1.4";
    private static final String CONTENT_TYPE = "1.2.840.113549.1.9.3";
    private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
    private static final String SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12";
    private static final String SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";
    private static final String RSA_ENCRYPTION = "1.2.840.113549.1.1.1";
    private static final int MOST_CERTIFICATES = 16;
    private static final int MOST_LISTS = 16;
    private static final Pattern TIME =
            Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(?:\\.(\\d{0,8}[1-9]))?Z");

    /**
     * A digest of the certificate that the signer says is its own.
     *
     * @param digest how it was computed
     * @param value in lower-case hexadecimal
     */
    public record NamedCertificate(TokenDigest digest, String value) {}

    /**
     * What the token says, nothing of it verified.
     *
     * @param policy object identifier
     * @param imprintDigest how the stamped bytes were digested
     * @param imprint the digest, in lower-case hexadecimal
     * @param serial of the token
     * @param genTime when it was made, by the authority's clock
     * @param accuracy how far off it may be; zero when not told
     * @param nonce repeated from the request
     */
    public record Info(
            String policy,
            TokenDigest imprintDigest,
            String imprint,
            BigInteger serial,
            Instant genTime,
            Duration accuracy,
            Optional<BigInteger> nonce) {}

    /** How the token was signed. */
    public static final class Signer {
        private final TokenDigest digest;
        private final String messageDigest;
        private final byte[] attributes;
        private final byte[] algorithm;
        private final byte[] value;
        private final List<NamedCertificate> named;

        private Signer(ASN1Sequence info, TokenDigest digest, ASN1Set set) throws Malformed, IOException {
            Map<String, ASN1Encodable> byId = byId(set);
            oid(required(byId, CONTENT_TYPE, "content type"), TST_INFO, "the signed content type");
            this.digest = digest;
            this.messageDigest = hex(required(byId, MESSAGE_DIGEST, "message digest"));
            this.attributes = new DERSet(set.toArray()).getEncoded(ASN1Encoding.DER);
            this.algorithm = TokenReader.algorithm(AlgorithmIdentifier.getInstance(info.getObjectAt(4)), digest);
            this.value = ASN1OctetString.getInstance(info.getObjectAt(5)).getOctets();
            this.named = List.copyOf(TokenReader.named(byId));
        }

        /** How the content was digested. */
        public TokenDigest digest() {
            return digest;
        }

        /** The digest of the content that was signed, in lower-case hexadecimal. */
        public String messageDigest() {
            return messageDigest;
        }

        /** The signed bytes. */
        public byte[] attributes() {
            return attributes;
        }

        /** An AlgorithmIdentifier with its own digest, DER encoded. */
        public byte[] algorithm() {
            return algorithm;
        }

        /** The signature. */
        public byte[] value() {
            return value;
        }

        /** Digests of the signer's certificate, at least one. */
        public List<NamedCertificate> named() {
            return named;
        }
    }

    private final byte[] content;
    private final Info info;
    private final Signer signer;
    private final List<byte[]> certificates;
    private final List<byte[]> lists;

    private TokenReader(byte[] content, Info info, Signer signer, List<byte[]> certificates, List<byte[]> lists) {
        this.content = content;
        this.info = info;
        this.signer = signer;
        this.certificates = List.copyOf(certificates);
        this.lists = List.copyOf(lists);
    }

    /** The DER bytes of the TSTInfo. */
    public byte[] content() {
        return content;
    }

    public Info info() {
        return info;
    }

    public Signer signer() {
        return signer;
    }

    /** Certificates that came along, DER encoded, none of them read. */
    public List<byte[]> certificates() {
        return certificates;
    }

    /** Revocation lists that came along, DER encoded, none of them read. */
    public List<byte[]> lists() {
        return lists;
    }

    /** Reads bytes that {@link Der} has walked over without a fault. */
    public static TokenReader of(byte[] der) throws Malformed, IOException {
        ASN1Sequence contentInfo = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der));
        size(contentInfo, 2, 2, "ContentInfo");
        oid(contentInfo.getObjectAt(0), SIGNED_DATA, "the content of a token");
        ASN1Sequence data = ASN1Sequence.getInstance(explicit(contentInfo.getObjectAt(1), 0));
        size(data, 4, 6, "SignedData");
        byte[] content = content(ASN1Sequence.getInstance(data.getObjectAt(2)));
        List<byte[]> certificates = new ArrayList<>();
        List<byte[]> lists = new ArrayList<>();
        int last = data.size() - 1;
        int expected = 0;
        for (int i = 3; i < last; i++) {
            ASN1TaggedObject tagged = ASN1TaggedObject.getInstance(data.getObjectAt(i));
            if (tagged.getTagNo() < expected || tagged.getTagNo() > 1) {
                throw new Malformed("an unknown part of SignedData");
            }
            expected = tagged.getTagNo() + 1;
            boolean lists1 = tagged.getTagNo() == 1;
            sequences(ASN1Set.getInstance(tagged, false), lists1 ? lists : certificates, lists1);
        }
        ASN1Set signers = ASN1Set.getInstance(data.getObjectAt(last));
        if (signers.size() != 1) {
            throw new Malformed(signers.size() + " signers where there must be one");
        }
        return new TokenReader(
                content, info(content), signer(ASN1Sequence.getInstance(signers.getObjectAt(0))), certificates, lists);
    }

    private static byte[] content(ASN1Sequence encapsulated) throws Malformed {
        size(encapsulated, 2, 2, "EncapsulatedContentInfo");
        oid(encapsulated.getObjectAt(0), TST_INFO, "a time-stamp");
        byte[] content = ASN1OctetString.getInstance(explicit(encapsulated.getObjectAt(1), 0))
                .getOctets();
        Optional<String> fault = Der.fault(content);
        if (fault.isPresent()) {
            throw new Malformed(fault.get() + " in the TSTInfo");
        }
        return content;
    }

    private static void sequences(ASN1Set set, List<byte[]> into, boolean lists) throws Malformed, IOException {
        if (set.size() > (lists ? MOST_LISTS : MOST_CERTIFICATES)) {
            throw new Malformed("too many certificates or lists in one token");
        }
        for (ASN1Encodable one : set) {
            // Attribute certificates and OCSP answers stand there under tags: nothing here needs them.
            if (one.toASN1Primitive() instanceof ASN1Sequence sequence) {
                into.add(sequence.getEncoded(ASN1Encoding.DER));
            }
        }
    }

    private static Info info(byte[] content) throws Malformed, IOException {
        ASN1Sequence info = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(content));
        if (!Arrays.equals(content, info.getEncoded(ASN1Encoding.DER))) {
            throw new Malformed("another encoding than DER in the TSTInfo");
        }
        size(info, 5, 10, "TSTInfo");
        if (!ASN1Integer.getInstance(info.getObjectAt(0)).hasValue(1)) {
            throw new Malformed("another version of TSTInfo than 1");
        }
        ASN1Sequence imprint = ASN1Sequence.getInstance(info.getObjectAt(2));
        size(imprint, 2, 2, "MessageImprint");
        AlgorithmIdentifier algorithm = AlgorithmIdentifier.getInstance(imprint.getObjectAt(0));
        TokenDigest digest = TokenDigest.of(algorithm)
                .orElseThrow(() -> new Malformed("an imprint by the unknown digest " + algorithm.getAlgorithm()));
        Duration accuracy = Duration.ZERO;
        Optional<BigInteger> nonce = Optional.empty();
        int rank = 0;
        for (int i = 5; i < info.size(); i++) {
            ASN1Primitive part = info.getObjectAt(i).toASN1Primitive();
            int own = rank(part);
            if (own <= rank) {
                throw new Malformed("an unknown or misplaced part of TSTInfo");
            }
            rank = own;
            if (part instanceof ASN1Sequence sequence) {
                accuracy = accuracy(sequence);
            } else if (part instanceof ASN1Integer number) {
                nonce = Optional.of(number.getValue());
            } else if (part instanceof ASN1TaggedObject tagged && tagged.getTagNo() == 1) {
                Extensions extensions = Extensions.getInstance(tagged, false);
                if (extensions.hasAnyCriticalExtensions()) {
                    throw new Malformed("a critical extension that is not understood");
                }
            }
        }
        return new Info(
                ASN1ObjectIdentifier.getInstance(info.getObjectAt(1)).getId(),
                digest,
                hex(imprint.getObjectAt(1)),
                ASN1Integer.getInstance(info.getObjectAt(3)).getValue(),
                time(ASN1GeneralizedTime.getInstance(info.getObjectAt(4))),
                accuracy,
                nonce);
    }

    /** The place of an optional part of TSTInfo among the others; 0 for what is none. */
    private static int rank(ASN1Primitive part) {
        if (part instanceof ASN1Sequence) {
            return 1;
        } else if (part instanceof org.bouncycastle.asn1.ASN1Boolean) {
            return 2;
        } else if (part instanceof ASN1Integer) {
            return 3;
        } else if (part instanceof ASN1TaggedObject tagged && tagged.getTagNo() <= 1) {
            return 4 + tagged.getTagNo();
        }
        return 0;
    }

    private static Duration accuracy(ASN1Sequence accuracy) throws Malformed {
        Duration total = Duration.ZERO;
        int rank = 0;
        for (ASN1Encodable part : accuracy) {
            ASN1Primitive primitive = part.toASN1Primitive();
            int own = primitive instanceof ASN1TaggedObject tagged ? 1 + tagged.getTagNo() : 1;
            if (own <= rank || own > 3) {
                throw new Malformed("an accuracy that RFC 3161 does not know");
            }
            rank = own;
            long value = (primitive instanceof ASN1TaggedObject tagged
                            ? ASN1Integer.getInstance(tagged, false)
                            : ASN1Integer.getInstance(primitive))
                    .intValueExact();
            if (value < 0) {
                throw new Malformed("an accuracy below zero");
            }
            total = total.plus(
                    switch (own) {
                        case 1 -> Duration.ofSeconds(value);
                        case 2 -> Duration.ofMillis(value);
                        default -> Duration.ofNanos(1000 * value);
                    });
        }
        return total;
    }

    private static Instant time(ASN1GeneralizedTime time) throws Malformed {
        Matcher m = TIME.matcher(time.getTimeString());
        // The parser's own reading allows for times without a zone and without seconds.
        if (!m.matches() || !m.group().equals(time.getTimeString())) {
            throw new Malformed("a time that is not in UTC to the second or finer");
        }
        try {
            String fraction = m.group(7) == null ? "0" : m.group(7);
            return LocalDateTime.of(number(m, 1), number(m, 2), number(m, 3), number(m, 4), number(m, 5), number(m, 6))
                    .toInstant(ZoneOffset.UTC)
                    .plusNanos(Long.parseLong((fraction + "000000000").substring(0, 9)));
        } catch (DateTimeException e) {
            throw new Malformed("a time that no calendar has");
        }
    }

    private static int number(Matcher m, int group) {
        return Integer.parseInt(m.group(group));
    }

    private static Signer signer(ASN1Sequence info) throws Malformed, IOException {
        size(info, 6, 6, "SignerInfo: something unsigned, or no signed attributes");
        AlgorithmIdentifier digestId = AlgorithmIdentifier.getInstance(info.getObjectAt(2));
        TokenDigest digest = TokenDigest.of(digestId)
                .orElseThrow(() -> new Malformed("a signature over the unknown digest " + digestId.getAlgorithm()));
        ASN1TaggedObject tagged = ASN1TaggedObject.getInstance(info.getObjectAt(3));
        if (tagged.getTagNo() != 0) {
            throw new Malformed("no signed attributes");
        }
        return new Signer(info, digest, ASN1Set.getInstance(tagged, false));
    }

    private static Map<String, ASN1Encodable> byId(ASN1Set set) throws Malformed {
        Map<String, ASN1Encodable> attributes = new HashMap<>();
        for (ASN1Encodable one : set) {
            ASN1Sequence attribute = ASN1Sequence.getInstance(one);
            size(attribute, 2, 2, "Attribute");
            ASN1Set values = ASN1Set.getInstance(attribute.getObjectAt(1));
            String id =
                    ASN1ObjectIdentifier.getInstance(attribute.getObjectAt(0)).getId();
            if (values.size() != 1 || attributes.put(id, values.getObjectAt(0)) != null) {
                throw new Malformed("a signed attribute that stands there more or less than once");
            }
        }
        return attributes;
    }

    private static String hex(ASN1Encodable octets) {
        return HexFormat.of().formatHex(ASN1OctetString.getInstance(octets).getOctets());
    }

    /** CMS may name RSA alone, and the digest is the one beside it; RFC 3370 3.2. */
    private static byte[] algorithm(AlgorithmIdentifier algorithm, TokenDigest digest) throws Malformed, IOException {
        if (!algorithm.getAlgorithm().getId().equals(RSA_ENCRYPTION)) {
            return algorithm.getEncoded(ASN1Encoding.DER);
        }
        String together = digest.withRsa().orElseThrow(() -> new Malformed("RSA with " + digest.jcaName()));
        return new AlgorithmIdentifier(new ASN1ObjectIdentifier(together), DERNull.INSTANCE)
                .getEncoded(ASN1Encoding.DER);
    }

    /** Digests of the signer's own certificate: the first of each list, RFC 2634 5.4 and RFC 5035 4. */
    private static List<NamedCertificate> named(Map<String, ASN1Encodable> attributes) throws Malformed {
        List<NamedCertificate> named = new ArrayList<>();
        ASN1Encodable first = attributes.get(SIGNING_CERTIFICATE);
        if (first != null) {
            ASN1Sequence id = firstId(first);
            named.add(new NamedCertificate(TokenDigest.SHA1, hex(id.getObjectAt(0))));
        }
        ASN1Encodable second = attributes.get(SIGNING_CERTIFICATE_V2);
        if (second != null) {
            ASN1Sequence id = firstId(second);
            boolean told = id.getObjectAt(0).toASN1Primitive() instanceof ASN1Sequence;
            TokenDigest digest = told
                    ? TokenDigest.of(AlgorithmIdentifier.getInstance(id.getObjectAt(0)))
                            .orElseThrow(() -> new Malformed("a signing certificate named by an unknown digest"))
                    : TokenDigest.SHA256;
            named.add(new NamedCertificate(digest, hex(id.getObjectAt(told ? 1 : 0))));
        }
        if (named.isEmpty()) {
            throw new Malformed("no signed attribute that names the signing certificate");
        }
        return named;
    }

    private static ASN1Sequence firstId(ASN1Encodable attribute) {
        ASN1Sequence ids =
                ASN1Sequence.getInstance(ASN1Sequence.getInstance(attribute).getObjectAt(0));
        return ASN1Sequence.getInstance(ids.getObjectAt(0));
    }

    private static ASN1Encodable required(Map<String, ASN1Encodable> attributes, String id, String what)
            throws Malformed {
        ASN1Encodable value = attributes.get(id);
        if (value == null) {
            throw new Malformed("no signed attribute with the " + what);
        }
        return value;
    }

    private static ASN1Primitive explicit(ASN1Encodable value, int tag) throws Malformed {
        ASN1TaggedObject tagged = ASN1TaggedObject.getInstance(value);
        if (tagged.getTagNo() != tag) {
            throw new Malformed("tag " + tagged.getTagNo() + " where " + tag + " must stand");
        }
        return tagged.getExplicitBaseObject().toASN1Primitive();
    }

    private static void oid(ASN1Encodable value, String wanted, String what) throws Malformed {
        String found = ASN1ObjectIdentifier.getInstance(value).getId();
        if (!found.equals(wanted)) {
            throw new Malformed(found + " as " + what);
        }
    }

    private static void size(ASN1Sequence sequence, int least, int most, String what) throws Malformed {
        if (sequence.size() < least || sequence.size() > most) {
            throw new Malformed(sequence.size() + " parts in " + what);
        }
    }
}
