package org.cretula.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cretula.gateway.GatewayConfig;
import org.cretula.gateway.GatewayConfigException;
import org.cretula.gateway.Partner;
import org.cretula.transport.As4Sender;
import org.cretula.transport.Delivery;
import org.cretula.transport.OutboundMessage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cretula send}. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        header = "Send a document to a partner once, and say what became of it.",
        description = {
            "Ends with 0 if the partner's signed receipt names what was sent, 1 if the partner refused it, "
                    + "2 if nobody knows: send it again then, with the --message-id that was printed."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SendCommand implements Callable<Integer> {

    private static final int MAX_BYTES = 10 << 20;

    @Parameters(paramLabel = "FILE", description = "The document, XML.")
    private Path file;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "PARTNER",
            description = "Name of a partner in the configuration.")
    private String to;

    @Option(names = "--config", required = true, paramLabel = "gateway.yaml", description = "What our node is told.")
    private Path config;

    @Option(
            names = "--message-id",
            paramLabel = "ID",
            description = "Id of the earlier attempt, so that the partner does not deliver twice.")
    private @Nullable String messageId;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        byte[] document = Inputs.read(file, MAX_BYTES);
        if (document.length > MAX_BYTES) {
            throw new CommandFailure(ExitCode.NO_INPUT, "expected a document of at most 10 MiB, found more in " + file);
        }
        Programs.preferBouncyCastle();
        try {
            GatewayConfig node = GatewayConfig.load(config);
            Partner partner = node.partner(to)
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.USAGE,
                            "no partner is called '" + to + "' in " + config + "; there are "
                                    + node.partners().stream()
                                            .map(Partner::name)
                                            .toList()));
            URI endpoint = partner.endpoint()
                    .orElseThrow(() ->
                            new CommandFailure(ExitCode.USAGE, "partner '" + to + "' has no endpoint in " + config));
            return send(node, partner, endpoint, document);
        } catch (GatewayConfigException e) {
            throw new CommandFailure(ExitCode.NO_INPUT, String.valueOf(e.getMessage()), e);
        }
    }

    private int send(GatewayConfig node, Partner partner, URI endpoint, byte[] document) throws CommandFailure {
        String id = messageId == null ? RepeatableId.fresh(Programs.clock()) : messageId;
        OutboundMessage message = RepeatableId.message(id, document)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "expected for --message-id what an earlier run printed behind 'message', found '" + id + "'"));
        try (As4Sender sender =
                As4Sender.builder(node.identity(), Programs.clock()).build()) {
            return told(sender.send(message, partner.outgoing(), endpoint));
        }
    }

    private int told(Delivery delivery) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("message " + delivery.messageId());
        if (delivery instanceof Delivery.Acknowledged acknowledged) {
            out.println("acknowledged at " + acknowledged.receiptTimestamp());
            acknowledged.sent().forEach(r -> out.println("  " + r.digestValue() + "  " + r.uri()));
            return ExitCode.YES;
        }
        if (delivery instanceof Delivery.Refused refused) {
            out.println("refused" + (refused.authentic() ? "" : ", by somebody who did not sign as the partner"));
            refused.errors()
                    .forEach(e -> out.println(CommandFailure.printable(
                            "  " + e.code() + " " + e.shortDescription() + ": " + e.detail())));
            return refused.authentic() ? ExitCode.NO : ExitCode.CANNOT_TELL;
        }
        Delivery.Unconfirmed unconfirmed = (Delivery.Unconfirmed) delivery;
        out.println(CommandFailure.printable("unconfirmed: " + unconfirmed.explanation()));
        out.println("to send it again, so that it is not delivered twice: --message-id " + delivery.messageId());
        return ExitCode.CANNOT_TELL;
    }
}
