package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Our classes, and what the command says of some seals, for tests in other packages. */
public final class Shown {

    private Shown() {}

    /** All classes of ours but those of tests. */
    public static JavaClasses classes() {
        return ArchitectureTest.CLASSES;
    }

    /**
     * The JSON of one good seal, one that was changed, one raised to the highest level, and a file that is none; with the
     * example trust and without any.
     */
    public static List<String> judgements(Path folder, Path nobody) throws IOException {
        Path sealed = Sealing.sealed(folder, "co-wine-timber-textiles.xml", "issuer-xa");
        Path raised = folder.resolve("raised.xml");
        Ran ran = Ran.here(
                "augment",
                sealed.toString(),
                "--to",
                "B-LTA",
                "--tsa",
                "example",
                "--trust",
                Ran.KEYSTORES.toString(),
                "--allow-example-trust",
                "-o",
                raised.toString());
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.YES);
        Path plain = Files.writeString(folder.resolve("plain.xml"), "<x/>");
        String[] files = {sealed.toString(), Sealing.changed(sealed).toString(), raised.toString(), plain.toString()};
        return Stream.concat(
                        verified(files, Ran.KEYSTORES.toString()).lines(),
                        verified(files, nobody.toString()).lines())
                .toList();
    }

    private static String verified(String[] files, String trust) {
        return Ran.here(Stream.concat(
                                Stream.of("verify", "--format", "json", "--allow-example-trust", "--trust", trust),
                                Stream.of(files))
                        .toArray(String[]::new))
                .out();
    }
}
