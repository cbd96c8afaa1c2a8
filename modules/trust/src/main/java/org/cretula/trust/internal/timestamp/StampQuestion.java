package org.cretula.trust.internal.timestamp;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.cretula.trust.StrictParse;
import org.cretula.trust.internal.encoding.Der;
import org.cretula.trust.internal.encoding.Words;

/**
 * A question to a time-stamping authority, RFC 3161 2.4.1, which asks for the authority's certificate in the token.
 *
 * @param digest how the content was digested
 * @param imprint the digest, in lower-case hexadecimal
 * @param nonce a number that no other question has
 * @param policy the policy to ask for
 */
public record StampQuestion(TokenDigest digest, String imprint, BigInteger nonce, Optional<String> policy) {

    public static final String MEDIA_TYPE = "application/timestamp-query";

    private static final int GRANTED = 0;
    private static final int GRANTED_WITH_CHANGES = 1;

    /** The question in DER. */
    public byte[] encoded() {
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(new ASN1ObjectIdentifier(digest.id()));
        ASN1EncodableVector request = new ASN1EncodableVector();
        request.add(new ASN1Integer(1));
        request.add(new DERSequence(new ASN1Encodable[] {
            algorithm, new DEROctetString(HexFormat.of().parseHex(imprint))
        }));
        policy.map(ASN1ObjectIdentifier::new).ifPresent(request::add);
        request.add(new ASN1Integer(nonce));
        request.add(ASN1Boolean.TRUE);
        try {
            return new DERSequence(request).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("a request of our own can be encoded", e);
        }
    }

    /** The token of an answer that grants one, RFC 3161 2.4.2. */
    public StrictParse<byte[]> granted(byte[] answer) {
        Optional<String> fault = Der.fault(answer);
        if (fault.isPresent()) {
            return new StrictParse.Refused<>("expected a time-stamp response in DER, found " + fault.get());
        }
        try {
            ASN1Sequence response = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(answer));
            ASN1Sequence status = ASN1Sequence.getInstance(response.getObjectAt(0));
            int code = ASN1Integer.getInstance(status.getObjectAt(0)).intValueExact();
            if (code != GRANTED && code != GRANTED_WITH_CHANGES) {
                return new StrictParse.Refused<>(
                        "expected a time-stamp, found a refusal with status " + code + words(status));
            }
            if (response.size() != 2) {
                return new StrictParse.Refused<>("expected a time-stamp, found a response without one");
            }
            return new StrictParse.Parsed<>(
                    response.getObjectAt(1).toASN1Primitive().getEncoded(ASN1Encoding.DL));
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle reports broken structures by unchecked exceptions of several kinds.
            return new StrictParse.Refused<>("expected a time-stamp response, found a fault in it: " + Words.line(e));
        }
    }

    private static String words(ASN1Sequence status) {
        if (status.size() < 2 || !(status.getObjectAt(1).toASN1Primitive() instanceof ASN1Sequence text)) {
            return "";
        }
        return Arrays.stream(text.toArray())
                .filter(ASN1UTF8String.class::isInstance)
                .map(s -> Words.line(((ASN1UTF8String) s).getString()))
                .reduce((a, b) -> a + " " + b)
                .map(all -> ": '" + Words.line(all) + "'")
                .orElse("");
    }
}
