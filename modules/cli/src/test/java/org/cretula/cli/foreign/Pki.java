package org.cretula.cli.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestOcsp;
import org.cretula.testkit.TestTsa;

/** Keys of every kind under one CA, an authority, and what is said of their certificates; for other products, in folders. */
final class Pki {

    /** When others sign. */
    static final Instant SIGNED = Instant.parse("2026-06-01T10:00:00Z");

    /** When everybody judges. */
    static final Instant JUDGED = Instant.parse("2026-07-01T10:00:00Z");

    /** Of all key stores. */
    static final String PASSWORD = "secret";

    private final TestCa root = TestCa.root("Root");
    private final TestCa ca = root.intermediate("Issuing CA");
    private final TestCa tsaRoot = TestCa.root("TSA root");
    private final Credential tsa = tsaRoot.issue(TestTsa.subject("TSA"));
    private final Map<String, Credential> signers = new LinkedHashMap<>();

    Pki() {
        Map.of(
                        "p256", "EC:secp256r1",
                        "p384", "EC:secp384r1",
                        "p521", "EC:secp521r1",
                        "rsa2048", "RSA:2048",
                        "rsa3072", "RSA:3072",
                        "ed25519", "Ed25519",
                        "second", "EC:secp256r1",
                        "counter", "EC:secp256r1")
                .forEach((name, key) -> signers.put(
                        name, ca.issue(Subject.named("Signer " + name).key(key))));
    }

    /** A signer by a name. */
    Credential signer(String name) {
        Credential signer = signers.get(name);
        if (signer == null) {
            throw new IllegalArgumentException("no signer " + name);
        }
        return signer;
    }

    /** {@code NAME.p12}. */
    Path keysIn(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, Credential> signer : signers.entrySet()) {
            Files.write(
                    folder.resolve(signer.getKey() + ".p12"), signer.getValue().pkcs12("key", PASSWORD));
        }
        Files.write(folder.resolve("tsa.p12"), tsa.pkcs12("key", PASSWORD));
        return folder;
    }

    /** Anchors, the CA between, all lists, and answers of the responders that the CAs are themselves. */
    Path trustIn(Path folder) throws IOException, CertificateEncodingException {
        Files.createDirectories(folder);
        List<TestCa> cas = List.of(root, ca, tsaRoot);
        List<String> names = List.of("root", "issuing", "tsa-root");
        for (int i = 0; i < cas.size(); i++) {
            Files.write(
                    folder.resolve(names.get(i) + ".crt"),
                    cas.get(i).certificate().getEncoded());
            Files.write(folder.resolve(names.get(i) + ".crl"), cas.get(i).crl().der());
        }
        for (Map.Entry<String, Credential> signer : signers.entrySet()) {
            answer(folder.resolve(signer.getKey() + ".ocsp"), ca, signer.getValue());
        }
        answer(folder.resolve("issuing.ocsp"), root, ca.credential());
        answer(folder.resolve("tsa.ocsp"), tsaRoot, tsa);
        return folder;
    }

    private static void answer(Path file, TestCa ca, Credential of) throws IOException {
        Files.write(
                file,
                TestOcsp.by(ca.credential())
                        .current(SIGNED.plusSeconds(20), SIGNED.plusSeconds(86_400))
                        .good(of.certificate(), ca.certificate())
                        .der());
    }
}
