package org.cretula.oracle.dss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XmlSec1JudgeTest {

    private static final Signed SIGNED = new Signed();
    private static final Optional<XmlSec1Judge> JUDGE =
            XmlSec1Judge.installed(Optional.ofNullable(System.getenv("PATH")).orElse(""));

    @TempDir
    Path folder;

    @BeforeAll
    static void the_program_is_installed() {
        if (JUDGE.isEmpty()) {
            String absent = "xmlsec1 is not installed; apt-get install xmlsec1";
            if ("true".equals(System.getenv("CI"))) {
                fail(absent);
            }
            System.out.println("skipped: " + absent);
            Assumptions.abort(absent);
        }
    }

    @Test
    void a_changed_document_is_not_valid() throws IOException, InterruptedException {
        assertThat(valid(SIGNED.altered())).isFalse();
    }

    @Test
    void what_is_not_XML_is_not_valid() throws IOException, InterruptedException {
        assertThat(valid(new byte[] {1, 2, 3})).isFalse();
    }

    @Test
    void a_sealed_document_is_valid() throws IOException, InterruptedException {
        assertThat(valid(SIGNED.bytes)).isTrue();
    }

    private boolean valid(byte[] document) throws IOException, InterruptedException {
        return JUDGE.orElseThrow().valid(Files.write(folder.resolve("document.xml"), document));
    }
}
