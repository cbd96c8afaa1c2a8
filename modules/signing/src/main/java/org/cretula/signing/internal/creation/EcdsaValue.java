package org.cretula.signing.internal.creation;

import java.math.BigInteger;
import java.security.SignatureException;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;

/** The two forms of an ECDSA value: ASN.1 as providers give it, and the plain one of XML. */
public final class EcdsaValue {

    private EcdsaValue() {}

    /** The DER sequence of r and s as two numbers of {@code length} bytes each; RFC 4050 clause 3.3. */
    public static byte[] plain(byte[] der, int length) throws SignatureException {
        try {
            ASN1Sequence sequence = ASN1Sequence.getInstance(der);
            if (sequence.size() != 2) {
                throw new SignatureException("expected two numbers, found " + sequence.size());
            }
            byte[] plain = new byte[2 * length];
            for (int i = 0; i < 2; i++) {
                BigInteger number =
                        ASN1Integer.getInstance(sequence.getObjectAt(i)).getPositiveValue();
                byte[] bytes = number.toByteArray();
                int from = bytes[0] == 0 ? 1 : 0;
                if (bytes.length - from > length) {
                    throw new SignatureException("the signature's numbers are longer than the curve's order");
                }
                System.arraycopy(bytes, from, plain, (i + 1) * length - (bytes.length - from), bytes.length - from);
            }
            return plain;
        } catch (IllegalArgumentException e) {
            throw new SignatureException("expected a DER sequence of two numbers, found something else", e);
        }
    }
}
