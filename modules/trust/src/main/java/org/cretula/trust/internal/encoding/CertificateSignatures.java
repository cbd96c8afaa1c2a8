package org.cretula.trust.internal.encoding;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.cretula.trust.Providers;

/** Whether one certificate's key signed another certificate, a list or an answer. */
public final class CertificateSignatures {

    private final Providers providers;

    public CertificateSignatures(Providers providers) {
        this.providers = providers;
    }

    public boolean signed(X509Certificate child, X509Certificate issuer) {
        try {
            child.verify(issuer.getPublicKey(), providers.signature(child.getSigAlgName()));
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            // Providers report hostile keys by unchecked exceptions too; whatever went wrong, it is not verified.
            return false;
        }
    }

    /** Whether a key made a signature over these bytes; {@code algorithm} is an AlgorithmIdentifier, DER encoded. */
    public boolean verifies(PublicKey key, byte[] algorithm, ByteBuffer content, byte[] signature) {
        try {
            AlgorithmIdentifier identifier = AlgorithmIdentifier.getInstance(algorithm);
            Signature verifier = verifier(key, identifier);
            verifier.initVerify(key);
            verifier.update(content);
            return verifier.verify(signature);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            // As above.
            return false;
        }
    }

    private Signature verifier(PublicKey key, AlgorithmIdentifier identifier)
            throws GeneralSecurityException, IOException {
        Provider provider = providers.signature(key.getAlgorithm());
        if (!PKCSObjectIdentifiers.id_RSASSA_PSS.equals(identifier.getAlgorithm())) {
            return Signature.getInstance(identifier.getAlgorithm().getId(), provider);
        }
        Signature pss = Signature.getInstance("RSASSA-PSS", provider);
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS", provider);
        parameters.init(identifier.getParameters().toASN1Primitive().getEncoded(ASN1Encoding.DER));
        pss.setParameter(parameters.getParameterSpec(PSSParameterSpec.class));
        return pss;
    }
}
