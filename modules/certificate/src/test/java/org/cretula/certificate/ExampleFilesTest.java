package org.cretula.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.cretula.testkit.UblSchema;
import org.cretula.verdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExampleFilesTest {

    private static final Path FOLDER = Path.of(System.getProperty("cretula.root"), "docs", "examples");
    private static final UblSchema SCHEMA = UblSchema.withExtension("org/cretula/certificate/cretula-co-1.xsd");

    static Stream<Map.Entry<String, CertificateOfOrigin>> examples() {
        return Examples.all().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_file_is_what_the_writer_makes_of_its_builder(Map.Entry<String, CertificateOfOrigin> example)
            throws IOException {
        byte[] written = new CertificateWriter().write(example.getValue());
        Path file = FOLDER.resolve(example.getKey());
        if (Boolean.getBoolean("cretula.update")) {
            Files.createDirectories(FOLDER);
            Files.write(file, written);
        }
        assertThat(file)
                .as("if the change is wanted, run the tests with -Dcretula.update=true")
                .hasBinaryContent(written);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_file_reads_as_its_builder_says(Map.Entry<String, CertificateOfOrigin> example) throws IOException {
        CertificateReading reading = new CertificateReader().read(Files.readAllBytes(FOLDER.resolve(example.getKey())));
        assertThat(reading).isEqualTo(new CertificateReading.Read(example.getValue()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_is_valid_against_ubl_and_its_extension(Map.Entry<String, CertificateOfOrigin> example) {
        assertThat(SCHEMA.faults(new CertificateWriter().write(example.getValue())))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_breaks_no_content_rule(Map.Entry<String, CertificateOfOrigin> example) {
        assertThat(new ContentRules(ContentRules.Parameters.USUAL).examine(example.getValue()))
                .filteredOn(f -> f.outcome() == Outcome.FAILED)
                .isEmpty();
    }

    @Test
    void no_example_file_is_without_a_builder() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(f -> f.getFileName().toString())
                            .filter(n -> n.startsWith("co-") && n.endsWith(".xml"))
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(Examples.all().keySet());
        }
    }
}
