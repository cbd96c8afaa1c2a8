package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Certificates sealed through the command with the example keys. */
final class Sealing {

    private Sealing() {}

    /** The documentation's certificate {@code example}, sealed by {@code issuer-xa} or {@code issuer-xb}. */
    static Path sealed(Path folder, String example, String issuer) {
        Path out = folder.resolve(issuer + "-" + example);
        Ran ran = Ran.here(
                "sign",
                Ran.EXAMPLES.resolve(example).toString(),
                "--keystore",
                Ran.KEYSTORES.resolve(issuer + ".p12").toString(),
                "--alias",
                "seal",
                "--password",
                "example",
                "-o",
                out.toString());
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.YES);
        return out;
    }

    /** A copy beside it with the first digit of its first weight changed, the length kept. */
    static Path changed(Path sealed) throws IOException {
        String text = Files.readString(sealed);
        int digit = text.indexOf('>', text.indexOf("<cbc:GrossWeightMeasure")) + 1;
        assertThat(text.charAt(digit)).isBetween('1', '9');
        String other = text.charAt(digit) == '9' ? "8" : "9";
        String changed = text.substring(0, digit) + other + text.substring(digit + 1);
        return Files.write(
                sealed.resolveSibling("changed-" + sealed.getFileName()), changed.getBytes(StandardCharsets.UTF_8));
    }

    /** What a partner would be given to trust: root, CA and both revocation lists. */
    static Path trust(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : new String[] {"root.crt", "ca.crt", "root.crl", "ca.crl"}) {
            Files.copy(Ran.KEYSTORES.resolve(name), folder.resolve(name));
        }
        return folder;
    }
}
