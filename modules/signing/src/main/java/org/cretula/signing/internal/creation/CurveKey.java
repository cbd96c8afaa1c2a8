package org.cretula.signing.internal.creation;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.security.PrivateKey;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x9.X962Parameters;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.jcajce.provider.asymmetric.util.ECUtil;

/**
 * A key on a curve that Bouncy Castle knows by name, with the one object that it has for that curve: multiples of the
 * curve's point are kept with it, without which a signature takes three times as long.
 */
final class CurveKey implements PrivateKey {

    private static final long serialVersionUID = 1L;

    private final transient PrivateKey key;
    private final transient ECPrivateKeyParameters parameters;

    private CurveKey(PrivateKey key, ECPrivateKeyParameters parameters) {
        this.key = key;
        this.parameters = parameters;
    }

    /** Empty for a key on a curve without a name. */
    static Optional<CurveKey> of(PrivateKey key, PrivateKeyInfo info) throws IOException {
        X962Parameters named =
                X962Parameters.getInstance(info.getPrivateKeyAlgorithm().getParameters());
        if (!named.isNamedCurve()) {
            return Optional.empty();
        }
        org.bouncycastle.asn1.ASN1ObjectIdentifier oid =
                org.bouncycastle.asn1.ASN1ObjectIdentifier.getInstance(named.getParameters());
        X9ECParameters curve = ECUtil.getNamedCurveByOid(oid);
        return curve == null
                ? Optional.empty()
                : Optional.of(new CurveKey(
                        key,
                        new ECPrivateKeyParameters(
                                ECPrivateKey.getInstance(info.parsePrivateKey()).getKey(),
                                new ECNamedDomainParameters(oid, curve))));
    }

    ECPrivateKeyParameters parameters() {
        return parameters;
    }

    /** The key as it was given. */
    PrivateKey given() {
        return key;
    }

    @Override
    public String getAlgorithm() {
        return key.getAlgorithm();
    }

    @Override
    public String getFormat() {
        return key.getFormat();
    }

    @Override
    public byte[] getEncoded() {
        return key.getEncoded();
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        throw new NotSerializableException("a key is not written this way");
    }
}
