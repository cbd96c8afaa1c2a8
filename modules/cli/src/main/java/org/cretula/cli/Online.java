package org.cretula.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cretula.cli.network.AddressRange;
import org.cretula.cli.network.HttpNetwork;
import org.cretula.trust.Network;
import org.cretula.trust.TrustMaterial;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the commands that go online have in common: whom they trust, and where they may go. */
final class Online {

    @Option(
            names = "--trust",
            paramLabel = "DIR",
            description =
                    "Folder of trust, as for verify; only addresses under its anchors are asked about revocation.")
    private @Nullable Path trust;

    @Option(
            names = "--evidence",
            paramLabel = "DIR",
            description = "Evidence that is at hand already, as for verify; repeatable.")
    private List<Path> evidence = List.of();

    @Option(
            names = "--allow-example-trust",
            description = "Let the example root count, whose private key everybody has.")
    private boolean allowExampleTrust;

    @Option(
            names = "--allow-address",
            paramLabel = "RANGE",
            description = "Addresses of your own network that may be asked, such as 10.1.0.0/16; public ones only if"
                    + " absent; repeatable.")
    private List<String> allowedAddresses = List.of();

    /** The folder of trust. */
    Path trust() throws CommandFailure {
        if (trust == null) {
            throw new CommandFailure(ExitCode.USAGE, "expected --trust DIR, the folder of trust, found none");
        }
        return trust;
    }

    TrustMaterial material() throws CommandFailure {
        return Inputs.trust(trust(), evidence, allowExampleTrust);
    }

    /** The network, with a line to the terminal for each request. */
    Network network(PrintWriter err) throws CommandFailure {
        Network network = HttpNetwork.allowingAddresses(ranges());
        return request -> {
            String what = request.question().isPresent() ? "asking " : "fetching ";
            print(err, what + request.address());
            try {
                return network.fetch(request);
            } catch (IOException e) {
                print(err, "  " + e.getMessage());
                throw e;
            }
        };
    }

    /** The options as they are to be given to verify for the same trust. */
    String forVerify() throws CommandFailure {
        StringBuilder options = new StringBuilder(" --trust " + trust());
        evidence.forEach(dir -> options.append(" --evidence ").append(dir));
        return options.append(allowExampleTrust ? " --allow-example-trust" : "").toString();
    }

    private List<AddressRange> ranges() throws CommandFailure {
        List<AddressRange> ranges = new ArrayList<>();
        for (String text : allowedAddresses) {
            try {
                ranges.add(AddressRange.of(text));
            } catch (IllegalArgumentException e) {
                throw new CommandFailure(ExitCode.USAGE, "--allow-address: " + e.getMessage(), e);
            }
        }
        return ranges;
    }

    private static void print(PrintWriter err, String line) {
        err.println(CommandFailure.printable(line));
        err.flush();
    }
}
