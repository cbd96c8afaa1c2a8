package org.cretula.signing;

import java.math.BigInteger;
import java.security.SignatureException;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;

/** The two forms of an ECDSA value: ASN.1 as providers give it, and the plain one of XML. */
final class EcdsaValue {

    private EcdsaValue() {}

    /** The DER sequence of r and s as two numbers of {@code length} bytes each; RFC 4050 clause 3.3. */
    static byte[] plain(byte[] der, int length) throws SignatureException {
        ASN1Sequence sequence = ASN1Sequence.getInstance(der);
        byte[] plain = new byte[2 * length];
        for (int i = 0; i < 2; i++) {
            BigInteger number = ASN1Integer.getInstance(sequence.getObjectAt(i)).getPositiveValue();
            byte[] bytes = number.toByteArray();
            int from = bytes[0] == 0 ? 1 : 0;
            if (bytes.length - from > length) {
                throw new SignatureException("the signature's numbers are longer than the curve's order");
            }
            System.arraycopy(bytes, from, plain, (i + 1) * length - (bytes.length - from), bytes.length - from);
        }
        return plain;
    }
}
