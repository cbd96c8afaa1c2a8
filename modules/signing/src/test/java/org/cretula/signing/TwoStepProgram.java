package org.cretula.signing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.cretula.testkit.SoftToken;
import org.cretula.trust.CertificateFile;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.KeyFileException;
import org.cretula.trust.KeyToken;
import org.cretula.trust.Providers;

/** Each of the steps as a program of its own, for {@link TwoStepsTest}: all that they share is files. */
final class TwoStepProgram {

    private TwoStepProgram() {}

    public static void main(String[] arguments)
            throws IOException, GeneralSecurityException, KeyFileException, SigningRefusedException {
        Path folder = Path.of(arguments[1]);
        Path prepared = folder.resolve("prepared");
        Path value = folder.resolve("value");
        switch (arguments[0]) {
            case "prepare" ->
                Files.write(
                        prepared,
                        Fixture.enveloped()
                                .prepare(CertificateFile.chain(folder.resolve("chain.pem")), Fixture.SIGNED)
                                .toBytes());
            case "sign" -> {
                Prepared read = Prepared.read(Files.readAllBytes(prepared));
                try (KeyToken token =
                        KeyToken.labelled(Path.of(arguments[2]), SoftToken.LABEL, SoftToken.PIN.toCharArray())) {
                    KeyEntry key = token.key(arguments[3]);
                    if (Optional.ofNullable(key.key().getEncoded()).isPresent()) {
                        throw new IllegalStateException("the key can leave the token");
                    }
                    Files.write(value, read.algorithm().sign(key, read.toBeSigned(), new Providers()));
                }
            }
            default -> {
                Prepared read = Prepared.read(Files.readAllBytes(prepared));
                Files.write(folder.resolve("signed"), read.complete(Files.readAllBytes(value), new Providers()));
            }
        }
    }
}
