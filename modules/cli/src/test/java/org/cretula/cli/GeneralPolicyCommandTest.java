package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Anything that is signed, judged on the command line for what it covers. */
class GeneralPolicyCommandTest {

    @TempDir
    private static Path folder;

    private static Path data = Path.of("");
    private static Path detached = Path.of("");
    private static Path container = Path.of("");

    @BeforeAll
    static void sign_a_file_in_two_ways() throws IOException {
        data = Files.writeString(folder.resolve("data.txt"), "data");
        detached = folder.resolve("detached.xml");
        container = folder.resolve("signed.asice");
        sign(detached, "--packaging", "detached", data.toString());
        sign(container, "--packaging", "asic-e", data.toString());
    }

    private static void sign(Path out, String... arguments) {
        List<String> all = new ArrayList<>(List.of("sign", "-o", out.toString()));
        all.addAll(List.of("--keystore", Ran.KEYSTORES.resolve("issuer-xa.p12").toString()));
        all.addAll(List.of("--alias", "seal", "--password", "example"));
        all.addAll(List.of(arguments));
        Ran ran = Ran.here(all.toArray(String[]::new));
        assertThat(ran.code()).as(ran.err()).isZero();
    }

    private static Ran verify(Path file, String... arguments) {
        List<String> all = new ArrayList<>(List.of("verify", file.toString(), "--trust", Ran.KEYSTORES.toString()));
        all.add("--allow-example-trust");
        all.addAll(List.of(arguments));
        return Ran.here(all.toArray(String[]::new));
    }

    @Test
    void a_detached_signature_is_valid_with_its_file_and_says_what_it_covers() {
        verify(detached, "--policy", "general", "--data", data.toString())
                .judged(ExitCode.YES, "  VALID")
                .judged(ExitCode.YES, "the file 'data.txt'");
        verify(detached, "--policy", "general").judged(ExitCode.CANNOT_TELL, "SIGNED_DATA_NOT_FOUND");
    }

    @Test
    void another_file_by_that_name_is_invalid() throws IOException {
        Path other = Files.writeString(folder.resolve("other.txt"), "other");
        verify(detached, "--policy", "general", "--data", "data.txt=" + other).judged(ExitCode.NO, "HASH_FAILURE");
    }

    @Test
    void a_container_is_judged_as_one_json_object_with_a_list_of_signatures() throws IOException {
        Ran ran = verify(container, "--policy", "general", "--format", "json");
        ran.judged(ExitCode.YES, "\"verdict\":\"VALID\"");
        assertThat(ran.out())
                .contains("\"signatures\":[{")
                .contains("\"scope\":[{\"kind\":\"DETACHED\",\"uri\":\"data.txt\",\"part\":false")
                .hasLineCount(1);
        verify(container, "--policy", "general", "--data", data.toString()).refused(ExitCode.NO_INPUT, "--data");
    }

    @Test
    void the_policy_for_certificates_refuses_other_files_and_names_the_general_one() throws IOException {
        verify(container).judged(ExitCode.NO, "--policy general");
        verify(detached).judged(ExitCode.NO, "--policy general");
        Path plain = Files.writeString(folder.resolve("plain.xml"), "<plain/>");
        assertThat(verify(plain).out()).doesNotContain("--policy general");
        verify(plain, "--policy", "general").judged(ExitCode.NO, "FORMAT_FAILURE");
        verify(plain, "--data", data.toString()).refused(ExitCode.USAGE, "--policy general");
    }
}
