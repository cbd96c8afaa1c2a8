package org.cretula.oracle.phase4;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;

/**
 * The files of one party.
 *
 * @param keyStore its private key
 * @param certificate what it gives to others
 */
record Party(Path keyStore, Path certificate) {

    private static final TestCa CA = TestCa.root("AS4 Root");

    static Party named(String name, Path folder) throws IOException, CertificateEncodingException {
        Credential credential =
                CA.issue(Subject.named(name).rsa(2048).keyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
        return new Party(
                Files.write(folder.resolve(name + ".p12"), credential.pkcs12("as4", "secret")),
                Files.write(
                        folder.resolve(name + ".crt"), credential.certificate().getEncoded()));
    }

    /** The arguments of a program that is this party and knows {@code partner}. */
    List<String> knowing(Party partner) {
        return List.of(
                "--keystore",
                keyStore.toString(),
                "--password",
                "secret",
                "--partner",
                partner.certificate().toString());
    }
}
