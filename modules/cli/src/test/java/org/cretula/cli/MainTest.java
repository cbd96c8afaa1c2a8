package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

    @Test
    void a_command_that_is_named_is_all_that_is_looked_into_and_bears_its_name() {
        Map<String, CommandLine> all = Main.commandLine().getSubcommands();
        assertThat(all).hasSize(11);
        all.keySet()
                .forEach(name -> assertThat(Main.commandLine(name).getSubcommands())
                        .as(name)
                        .containsOnlyKeys(name));
    }

    @Test
    void without_a_name_or_with_a_wrong_one_all_are_told() {
        assertThat(Main.commandLine("--help").getSubcommands()).hasSize(11);
        assertThat(Main.commandLine("verfy").getSubcommands()).hasSize(11);
    }
}
