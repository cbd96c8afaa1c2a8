package org.cretula.trust.internal.encoding;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.cretula.trust.Providers;
import org.cretula.trust.SignatureSuite;
import org.cretula.trust.SignatureVerifier;
import org.jspecify.annotations.Nullable;

/** Whether one certificate's key signed another certificate, a list or an answer. */
public final class CertificateSignatures {

    private static final long MOST_REMEMBERED = 16L * 1024 * 1024;

    /** The key's bytes are in a string, one character each, as its comparison and hash are the JDK's fastest. */
    private record Pair(X509Certificate child, String key) {
        long weight() {
            return Certificates.weight(child) + key.length();
        }
    }

    private final SignatureVerifier verifier;
    private final Remembered<Pair, Boolean> remembered = new Remembered<>(MOST_REMEMBERED, Pair::weight);

    public CertificateSignatures(Providers providers) {
        this.verifier = new SignatureVerifier(providers);
    }

    public boolean signed(X509Certificate child, X509Certificate issuer) {
        return signed(child, issuer.getPublicKey());
    }

    /** Whether this key signed a certificate; each pair is verified once, and remembered up to a limit. */
    public boolean signed(X509Certificate child, PublicKey key) {
        byte[] encoded = key.getEncoded();
        return encoded == null
                ? verified(child, key)
                : remembered.get(
                        new Pair(child, new String(encoded, StandardCharsets.ISO_8859_1)), () -> verified(child, key));
    }

    private boolean verified(X509Certificate child, PublicKey key) {
        try {
            byte[] algorithm = algorithmIdentifier(child.getSigAlgOID(), child.getSigAlgParams());
            return verifies(key, algorithm, ByteBuffer.wrap(child.getTBSCertificate()), child.getSignature());
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            // A certificate of another provider may fail to give its own parts; then it is not verified.
            return false;
        }
    }

    /** Whether a key made a signature over these bytes; {@code algorithm} is an AlgorithmIdentifier, DER encoded. */
    public boolean verifies(PublicKey key, byte[] algorithm, ByteBuffer content, byte[] signature) {
        Optional<SignatureSuite> suite = SignatureSuite.of(algorithm);
        return suite.isPresent() && verifier.verify(suite.get(), key, content, signature, SignatureVerifier.Form.X509);
    }

    /** The DER encoding of what a certificate was signed with. */
    public static byte[] algorithmIdentifier(String oid, byte @Nullable [] parameters) throws IOException {
        ASN1ObjectIdentifier id = new ASN1ObjectIdentifier(oid);
        return (parameters == null
                        ? new AlgorithmIdentifier(id)
                        : new AlgorithmIdentifier(id, ASN1Primitive.fromByteArray(parameters)))
                .getEncoded();
    }
}
