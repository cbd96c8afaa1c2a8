package org.cretula.trust.internal.encoding;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Reads from a PKCS#12 store how many rounds its algorithms ask for, without computing any.
 *
 * <p>Keys inside an encrypted part cannot be seen from outside; there Bouncy Castle's own limit of rounds holds.
 */
public final class Pkcs12Cost {

    public static final int MOST_ROUNDS = 1_000_000;

    private Pkcs12Cost() {}

    /** Why these bytes are not worth opening; empty when they are. */
    public static Optional<String> fault(byte[] bytes) {
        try {
            Pfx pfx = Pfx.getInstance(bytes);
            if (pfx.getMacData() != null) {
                Optional<String> mac = tooMany(pfx.getMacData().getIterationCount());
                if (mac.isPresent()) {
                    return mac;
                }
            }
            return pfx.getAuthSafe().getContentType().equals(PKCSObjectIdentifiers.data)
                    ? contents(octets(pfx.getAuthSafe()))
                    : Optional.of("one that is sealed with a key instead of a password");
        } catch (IllegalArgumentException | IllegalStateException | NullPointerException | ClassCastException e) {
            // Bouncy Castle reports broken structures by unchecked exceptions.
            return Optional.of("something else");
        }
    }

    private static byte[] octets(ContentInfo content) {
        return ASN1OctetString.getInstance(content.getContent()).getOctets();
    }

    private static Optional<String> contents(byte[] authenticatedSafe) {
        for (Object part : ASN1Sequence.getInstance(authenticatedSafe)) {
            ContentInfo content = ContentInfo.getInstance(part);
            Optional<String> fault = Optional.empty();
            if (content.getContentType().equals(PKCSObjectIdentifiers.encryptedData)) {
                fault = rounds(EncryptedData.getInstance(content.getContent()).getEncryptionAlgorithm());
            } else if (content.getContentType().equals(PKCSObjectIdentifiers.data)) {
                fault = bags(octets(content));
            }
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> bags(byte[] safeContents) {
        for (Object part : ASN1Sequence.getInstance(safeContents)) {
            SafeBag bag = SafeBag.getInstance(part);
            if (bag.getBagId().equals(PKCSObjectIdentifiers.pkcs8ShroudedKeyBag)) {
                Optional<String> fault = rounds(
                        EncryptedPrivateKeyInfo.getInstance(bag.getBagValue()).getEncryptionAlgorithm());
                if (fault.isPresent()) {
                    return fault;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> rounds(AlgorithmIdentifier algorithm) {
        if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
            return tooMany(
                    PKCS12PBEParams.getInstance(algorithm.getParameters()).getIterations());
        }
        var derivation = PBES2Parameters.getInstance(algorithm.getParameters()).getKeyDerivationFunc();
        return derivation.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)
                ? tooMany(PBKDF2Params.getInstance(derivation.getParameters()).getIterationCount())
                : Optional.of("one with a key derivation other than PBKDF2");
    }

    private static Optional<String> tooMany(BigInteger rounds) {
        return rounds.compareTo(BigInteger.valueOf(MOST_ROUNDS)) > 0
                ? Optional.of("one that asks for more than " + MOST_ROUNDS + " rounds of its password function")
                : Optional.empty();
    }
}
