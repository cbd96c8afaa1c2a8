package org.cretula.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cretula.conformance.Defect;
import org.cretula.conformance.NodeFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cretula conformance}. */
@Command(
        name = "conformance",
        mixinStandardHelpOptions = true,
        header = "Examine a partner's endpoint and documents, or play a bad partner.",
        description = "See docs/conformance.md.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ConformanceRun.class, ConformanceJudge.class, ConformanceResponder.class})
final class ConformanceCommand {

    private ConformanceCommand() {}

    /** Names of the defects, for usage texts. */
    static final class Defects implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Defect.values()).map(Defect::id).iterator();
        }
    }

    /** The one option that makes a node a bad partner. */
    static final class Badness {
        @Option(
                names = "--defect",
                paramLabel = "DEFECT",
                completionCandidates = Defects.class,
                description = "Give the node that is started a defect: ${COMPLETION-CANDIDATES}.")
        private @Nullable String defect;

        Optional<Defect> chosen() throws CommandFailure {
            if (defect == null) {
                return Optional.empty();
            }
            String name = defect;
            Defect found = Defect.of(name)
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.USAGE,
                            "no defect is called '" + name + "'; there are "
                                    + Arrays.stream(Defect.values())
                                            .map(Defect::id)
                                            .collect(Collectors.joining(", "))));
            return Optional.of(found);
        }

        NodeFactory nodes() throws CommandFailure {
            NodeFactory sound = new GatewayNodes(Programs.clock());
            return chosen().map(d -> d.in(sound)).orElse(sound);
        }
    }
}
