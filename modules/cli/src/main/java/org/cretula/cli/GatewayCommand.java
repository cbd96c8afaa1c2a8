package org.cretula.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.cretula.gateway.Gateway;
import org.cretula.gateway.GatewayConfig;
import org.cretula.gateway.GatewayConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cretula gateway}. */
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        header = "Run a node: receive certificates over AS4 into its store.",
        description = "Prints where it listens and runs until it is interrupted; see docs/node.md.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class GatewayCommand implements Callable<Integer> {

    @Option(
            names = "--config",
            required = true,
            paramLabel = "gateway.yaml",
            description = "What the node is told: party, key, store, partners.")
    private Path config;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Programs.preferBouncyCastle();
        Gateway gateway = start();
        // The node closes when the JVM is told to end, by Ctrl-C or by the system. A message that is being stored
        // then is stored whole or not at all, and its sender, left without a receipt, sends it again.
        Runtime.getRuntime().addShutdownHook(new Thread(gateway::close));
        spec.commandLine().getErr().println("listening at " + gateway.endpoint());
        if (gateway.config().admin().isPresent()) {
            spec.commandLine().getErr().println("messages at " + gateway.admin());
        }
        new CountDownLatch(1).await();
        return ExitCode.YES;
    }

    private Gateway start() throws CommandFailure {
        try {
            return Gateway.start(GatewayConfig.load(config), Programs.clock());
        } catch (GatewayConfigException e) {
            throw new CommandFailure(ExitCode.NO_INPUT, String.valueOf(e.getMessage()), e);
        }
    }
}
