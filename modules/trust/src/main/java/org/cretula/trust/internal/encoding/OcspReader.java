package org.cretula.trust.internal.encoding;

import java.io.IOException;
import java.math.BigInteger;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.CertStatus;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.ResponseData;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.cretula.trust.OcspAnswer.CertificateStatus;
import org.cretula.trust.OcspAnswer.ResponseStatus;
import org.cretula.trust.OcspAnswer.Single;
import org.jspecify.annotations.Nullable;

/**
 * Reads an OCSP response of RFC 6960 4.2.1 whose only kind is the basic one.
 *
 * <p>What was signed is taken from the one encoding that the bytes must have, so it is the same bytes.
 */
public final class OcspReader {

    private static final int MOST_ANSWERS = 1_000;
    private static final int MOST_CERTIFICATES = 16;
    private static final int LONGEST_NONCE = 128;

    /** The content of a response that answers. */
    public static final class Basic {
        private final BasicOCSPResponse response;
        private final byte[] signedContent;
        private final byte[] signatureAlgorithm;
        private final Instant producedAt;
        private final List<Single> answers;

        private Basic(BasicOCSPResponse response) throws Malformed, IOException {
            this.response = response;
            ResponseData data = response.getTbsResponseData();
            this.signedContent = data.getEncoded(ASN1Encoding.DER);
            this.signatureAlgorithm = response.getSignatureAlgorithm().getEncoded(ASN1Encoding.DER);
            this.producedAt = time(data.getProducedAt());
            if (data.getResponses().size() > MOST_ANSWERS) {
                throw new Malformed("more than " + MOST_ANSWERS + " answers in one response");
            }
            List<Single> all = new ArrayList<>();
            for (var single : data.getResponses()) {
                all.add(single(SingleResponse.getInstance(single)));
            }
            this.answers = List.copyOf(all);
            // Asked once here, so that none throws later.
            responderName();
            nonce();
            certificates();
            criticalExtensions();
            signature();
        }

        public Instant producedAt() {
            return producedAt;
        }

        public List<Single> answers() {
            return answers;
        }

        public byte[] signedContent() {
            return signedContent;
        }

        public byte[] signatureAlgorithm() {
            return signatureAlgorithm;
        }

        public byte[] signature() {
            return response.getSignature().getOctets();
        }

        public Optional<X500Principal> responderName() {
            return Optional.ofNullable(
                            response.getTbsResponseData().getResponderID().getName())
                    .map(name -> new X500Principal(der(name)));
        }

        public Optional<String> responderKeyHash() {
            return Optional.ofNullable(
                            response.getTbsResponseData().getResponderID().getKeyHash())
                    .map(hash -> HexFormat.of().formatHex(hash));
        }

        public Optional<String> nonce() {
            Extensions extensions = response.getTbsResponseData().getResponseExtensions();
            Extension nonce =
                    extensions == null ? null : extensions.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
            if (nonce == null) {
                return Optional.empty();
            }
            byte[] value = nonce.getExtnValue().getOctets();
            // RFC 8954 2.1: an octet string in the extension's own; older responders put the bytes there directly.
            boolean wrapped = Der.fault(value).isEmpty() && value[0] == 0x04;
            byte[] content = wrapped ? ASN1OctetString.getInstance(value).getOctets() : value;
            if (content.length > LONGEST_NONCE) {
                throw new IllegalArgumentException("a nonce of " + content.length + " bytes");
            }
            return Optional.of(HexFormat.of().formatHex(content));
        }

        public List<byte[]> certificates() {
            ASN1Sequence certs = response.getCerts();
            if (certs == null) {
                return List.of();
            }
            if (certs.size() > MOST_CERTIFICATES) {
                throw new IllegalArgumentException("more than " + MOST_CERTIFICATES + " certificates");
            }
            return Arrays.stream(certs.toArray()).map(Basic::der).toList();
        }

        public Set<String> criticalExtensions() {
            return critical(response.getTbsResponseData().getResponseExtensions());
        }

        private static byte[] der(org.bouncycastle.asn1.ASN1Encodable value) {
            try {
                return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
            } catch (IOException e) {
                throw new IllegalArgumentException("a part that cannot be encoded", e);
            }
        }
    }

    private final ResponseStatus status;
    private final Optional<Basic> basic;

    private OcspReader(ResponseStatus status, Optional<Basic> basic) {
        this.status = status;
        this.basic = basic;
    }

    /** Reads bytes that {@link Der} has walked over without a fault. */
    public static OcspReader of(byte[] der) throws Malformed, IOException {
        ASN1Primitive tree = ASN1Primitive.fromByteArray(der);
        if (!Arrays.equals(der, tree.getEncoded(ASN1Encoding.DER))) {
            throw new Malformed("another encoding than DER");
        }
        OCSPResponse response = OCSPResponse.getInstance(tree);
        ResponseStatus status = switch (response.getResponseStatus().getIntValue()) {
            case 0 -> ResponseStatus.SUCCESSFUL;
            case 1 -> ResponseStatus.MALFORMED_REQUEST;
            case 2 -> ResponseStatus.INTERNAL_ERROR;
            case 3 -> ResponseStatus.TRY_LATER;
            case 5 -> ResponseStatus.SIG_REQUIRED;
            case 6 -> ResponseStatus.UNAUTHORIZED;
            default -> throw new Malformed("a response status that RFC 6960 does not know");
        };
        if (status != ResponseStatus.SUCCESSFUL) {
            return new OcspReader(status, Optional.empty());
        }
        if (response.getResponseBytes() == null) {
            throw new Malformed("a successful response without an answer");
        }
        if (!OCSPObjectIdentifiers.id_pkix_ocsp_basic.equals(
                response.getResponseBytes().getResponseType())) {
            throw new Malformed("another kind of response than the basic one");
        }
        byte[] octets = response.getResponseBytes().getResponse().getOctets();
        Optional<String> fault = Der.fault(octets);
        if (fault.isPresent()) {
            throw new Malformed(fault.get() + " in the answer");
        }
        ASN1Primitive answer = ASN1Primitive.fromByteArray(octets);
        if (!Arrays.equals(octets, answer.getEncoded(ASN1Encoding.DER))) {
            throw new Malformed("another encoding than DER in the answer");
        }
        BasicOCSPResponse basic = BasicOCSPResponse.getInstance(answer);
        // What the parser made of it must still be all of it: nothing may be dropped from what was signed.
        if (!Arrays.equals(octets, basic.getEncoded(ASN1Encoding.DER))) {
            throw new Malformed("an answer with parts that RFC 6960 does not know");
        }
        return new OcspReader(status, Optional.of(new Basic(basic)));
    }

    public ResponseStatus status() {
        return status;
    }

    public Optional<Basic> basic() {
        return basic;
    }

    private static Single single(SingleResponse single) throws Malformed {
        Optional<RevokedInfo> revoked = single.getCertStatus().getTagNo() == 1
                ? Optional.of(RevokedInfo.getInstance(single.getCertStatus().getStatus()))
                : Optional.empty();
        Optional<Instant> revokedAt = Optional.empty();
        if (revoked.isPresent()) {
            revokedAt = Optional.of(time(revoked.get().getRevocationTime()));
        }
        ASN1GeneralizedTime next = single.getNextUpdate();
        Extensions extensions = single.getSingleExtensions();
        return new Single(
                single.getCertID().getHashAlgorithm().getAlgorithm().getId(),
                HexFormat.of().formatHex(single.getCertID().getIssuerNameHash().getOctets()),
                HexFormat.of().formatHex(single.getCertID().getIssuerKeyHash().getOctets()),
                serial(single),
                status(single.getCertStatus()),
                time(single.getThisUpdate()),
                next == null ? Optional.empty() : Optional.of(time(next)),
                revokedAt,
                revoked.flatMap(info -> Optional.ofNullable(info.getRevocationReason()))
                        .flatMap(reason -> CrlEntry.reason(reason.getValue().intValueExact())),
                extensionTime(extensions, Extension.invalidityDate).map(time -> time.orElse(Instant.MIN)),
                extensionTime(extensions, OCSPObjectIdentifiers.id_pkix_ocsp_archive_cutoff)
                        .flatMap(time -> time),
                critical(extensions));
    }

    private static BigInteger serial(SingleResponse single) {
        return single.getCertID().getSerialNumber().getValue();
    }

    private static CertificateStatus status(CertStatus status) throws Malformed {
        return switch (status.getTagNo()) {
            case 0 -> CertificateStatus.GOOD;
            case 1 -> CertificateStatus.REVOKED;
            case 2 -> CertificateStatus.UNKNOWN;
            default -> throw new Malformed("a certificate status that RFC 6960 does not know");
        };
    }

    /** The time in an extension; an empty one inside when it cannot be read. */
    private static Optional<Optional<Instant>> extensionTime(@Nullable Extensions extensions, ASN1ObjectIdentifier id) {
        Extension extension = extensions == null ? null : extensions.getExtension(id);
        if (extension == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Optional.of(time(
                    ASN1GeneralizedTime.getInstance(extension.getExtnValue().getOctets()))));
        } catch (Malformed | IllegalArgumentException e) {
            return Optional.of(Optional.empty());
        }
    }

    private static Set<String> critical(@Nullable Extensions extensions) {
        Set<String> names = new HashSet<>();
        if (extensions != null) {
            for (ASN1ObjectIdentifier id : extensions.getCriticalExtensionOIDs()) {
                names.add(id.getId());
            }
        }
        return names;
    }

    private static Instant time(ASN1GeneralizedTime time) throws Malformed {
        try {
            return time.getDate().toInstant();
        } catch (ParseException e) {
            throw new Malformed("a time that cannot be read");
        }
    }
}
