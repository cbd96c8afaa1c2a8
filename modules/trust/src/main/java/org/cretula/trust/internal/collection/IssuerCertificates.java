package org.cretula.trust.internal.collection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.cretula.trust.StrictCertificates;
import org.cretula.trust.StrictParse;
import org.cretula.trust.internal.encoding.Der;
import org.cretula.trust.internal.encoding.Pem;
import org.cretula.trust.internal.encoding.Words;

/**
 * Reads what a caIssuers address answers with: a certificate in DER or a certs-only CMS message (RFC 5280, 4.2.2.1), and
 * PEM, which some servers give instead.
 */
public final class IssuerCertificates {

    private static final ASN1ObjectIdentifier SIGNED_DATA = new ASN1ObjectIdentifier("1.2.840.113549.1.7.2");
    private static final int MOST = 16;

    private IssuerCertificates() {}

    /** Each certificate, read strictly, or the reason why there is none; never empty. */
    public static List<StrictParse<X509Certificate>> read(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != 0x30) {
            return pem(bytes);
        }
        return isMessage(bytes) ? message(bytes) : List.of(StrictCertificates.parse(bytes));
    }

    private static List<StrictParse<X509Certificate>> pem(byte[] bytes) {
        try {
            return parsed(Pem.blocks(new String(bytes, StandardCharsets.ISO_8859_1), "CERTIFICATE"));
        } catch (Pem.Fault e) {
            return refused(Words.line(e));
        }
    }

    /** The first thing in a certificate is a SEQUENCE, in a CMS message an OBJECT IDENTIFIER. */
    private static boolean isMessage(byte[] bytes) {
        int length = bytes.length < 2 ? 0 : bytes[1] & 0xff;
        int first = 2 + (length > 0x80 ? length & 0x7f : 0);
        return bytes.length > first && bytes[first] == 0x06;
    }

    private static List<StrictParse<X509Certificate>> message(byte[] bytes) {
        if (Der.fault(bytes).isPresent()) {
            return refused(
                    "expected a CMS message in DER, found " + Der.fault(bytes).get());
        }
        try {
            ASN1Sequence message = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(bytes));
            if (!SIGNED_DATA.equals(message.getObjectAt(0))) {
                return refused("expected a CMS message of certificates, found type " + message.getObjectAt(0));
            }
            ASN1Sequence signedData =
                    ASN1Sequence.getInstance(ASN1TaggedObject.getInstance(message.getObjectAt(1)), true);
            List<byte[]> certificates = new ArrayList<>();
            for (ASN1Encodable field : signedData) {
                if (field instanceof ASN1TaggedObject tagged && tagged.getTagNo() == 0) {
                    for (ASN1Encodable certificate : ASN1Set.getInstance(tagged, false)) {
                        certificates.add(certificate.toASN1Primitive().getEncoded(ASN1Encoding.DER));
                    }
                }
            }
            return parsed(certificates);
        } catch (IOException | RuntimeException e) {
            // The parser reports some broken structures by unchecked exceptions of many kinds.
            return refused("expected a CMS message of certificates, found a fault in it: " + Words.line(e));
        }
    }

    private static List<StrictParse<X509Certificate>> parsed(List<byte[]> certificates) {
        if (certificates.isEmpty() || certificates.size() > MOST) {
            return refused("expected 1 to " + MOST + " certificates, found " + certificates.size());
        }
        return certificates.stream().map(StrictCertificates::parse).toList();
    }

    private static List<StrictParse<X509Certificate>> refused(String why) {
        return List.of(new StrictParse.Refused<>(why));
    }
}
