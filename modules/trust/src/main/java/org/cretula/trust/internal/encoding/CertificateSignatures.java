package org.cretula.trust.internal.encoding;

import java.io.IOException;
import java.nio.ByteBuffer;
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

    private final SignatureVerifier verifier;

    public CertificateSignatures(Providers providers) {
        this.verifier = new SignatureVerifier(providers);
    }

    public boolean signed(X509Certificate child, X509Certificate issuer) {
        return signed(child, issuer.getPublicKey());
    }

    public boolean signed(X509Certificate child, PublicKey issuer) {
        try {
            byte[] algorithm = algorithmIdentifier(child.getSigAlgOID(), child.getSigAlgParams());
            return verifies(issuer, algorithm, ByteBuffer.wrap(child.getTBSCertificate()), child.getSignature());
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
