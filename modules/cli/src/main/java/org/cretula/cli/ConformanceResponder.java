package org.cretula.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.cretula.conformance.InputException;
import org.cretula.conformance.Node;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cretula conformance responder}. */
@Command(
        name = "responder",
        mixinStandardHelpOptions = true,
        header = "Run a reference node, sound or with a defect, to examine somebody else's examiner.",
        description = "Prints where it listens and runs until it is interrupted.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ConformanceResponder implements Callable<Integer> {

    @Option(names = "--config", required = true, paramLabel = "gateway.yaml", description = "What the node is told.")
    private Path config;

    @Mixin
    private ConformanceCommand.Badness badness;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Programs.preferBouncyCastle();
        PrintWriter out = spec.commandLine().getOut();
        try {
            Node node = badness.nodes().start(config, store -> store);
            // Closed when the JVM is told to end, by Ctrl-C or by the system.
            Runtime.getRuntime().addShutdownHook(new Thread(node::close));
            badness.chosen().ifPresent(d -> out.println("defect: " + d.description()));
            out.println("endpoint: " + node.endpoint());
            node.observe().ifPresent(uri -> out.println("observe: " + uri));
            node.trigger().ifPresent(uri -> out.println("trigger: " + uri));
            out.flush();
        } catch (InputException e) {
            throw new CommandFailure(ExitCode.NO_INPUT, String.valueOf(e.getMessage()), e);
        }
        new CountDownLatch(1).await();
        return ExitCode.YES;
    }
}
