package org.cretula.example;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/**
 * Writes PKCS#12 (RFC 7292) piece by piece. The JDK's own writer takes its ciphers from the JVM's list, and where Bouncy
 * Castle stands first in it, writes what no other program can read; Bouncy Castle's key store cannot be told fewer than
 * 51,200 rounds, which takes seconds for a whole PKI.
 */
final class ExampleStore {

    private static final int ROUNDS = 10_000;
    private static final Provider PROVIDER = new BouncyCastleProvider();

    private ExampleStore() {}

    /** One entry under {@link ExamplePki#PASSWORD}, encrypted with AES-256. */
    static byte[] pkcs12(ExampleCredential credential, String alias) {
        try {
            char[] password = ExamplePki.PASSWORD.toCharArray();
            X509Certificate holder = credential.certificate();
            SubjectKeyIdentifier id = new JcaX509ExtensionUtils().createSubjectKeyIdentifier(holder.getPublicKey());
            PKCS12SafeBag key = named(new JcaPKCS12SafeBagBuilder(credential.key(), encryptor(password)), alias, id);
            PKCS12SafeBag[] certificates = new PKCS12SafeBag[credential.chain().size()];
            certificates[0] = named(new JcaPKCS12SafeBagBuilder(holder), alias, id);
            for (int i = 1; i < certificates.length; i++) {
                certificates[i] = new JcaPKCS12SafeBagBuilder(credential.chain().get(i)).build();
            }
            return new PKCS12PfxPduBuilder()
                    .addData(key)
                    .addEncryptedData(encryptor(password), certificates)
                    .build(
                            new JcePKCS12MacCalculatorBuilder(NISTObjectIdentifiers.id_sha256)
                                    .setProvider(PROVIDER)
                                    .setIterationCount(ROUNDS),
                            password)
                    .getEncoded();
        } catch (PKCSException | IOException | OperatorCreationException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("cannot write a PKCS#12 store for " + alias, e);
        }
    }

    private static PKCS12SafeBag named(PKCS12SafeBagBuilder bag, String alias, SubjectKeyIdentifier id) {
        return bag.addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, new DERBMPString(alias))
                .addBagAttribute(PKCS12SafeBag.localKeyIdAttribute, id)
                .build();
    }

    private static OutputEncryptor encryptor(char[] password) throws OperatorCreationException {
        return new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                .setProvider(PROVIDER)
                .setIterationCount(ROUNDS)
                .build(password);
    }
}
