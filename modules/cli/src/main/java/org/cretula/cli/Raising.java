package org.cretula.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cretula.example.ExampleTsa;
import org.cretula.signing.Augmenter;
import org.cretula.signing.SignatureLevel;
import org.cretula.signing.SigningRefusedException;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.CollectionLimits;
import org.cretula.trust.EvidenceCollector;
import org.cretula.trust.Network;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.Providers;
import org.cretula.trust.TrustMaterial;
import org.cretula.trust.timestamp.TimeStampAuthority;
import org.cretula.trust.timestamp.TimeStampClient;
import org.cretula.trust.timestamp.TimeStampExaminer;
import org.cretula.trust.timestamp.TimeStampLimits;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options and the way to a level above B-B. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Raising {

    private static final String EXAMPLE = "example";
    // Never asked: the example authority answers inside this process.
    private static final URI EXAMPLE_ADDRESS = URI.create("http://tsa.cretula.example/");

    @Option(
            names = "--tsa",
            paramLabel = "URL",
            description =
                    "Time-stamping authority (RFC 3161) to ask, in order where several are given; example stands for"
                            + " the one of keystores-example, inside this process.")
    private List<String> authorities = List.of();

    @Mixin
    private Online online;

    /** The level that a user named. */
    static SignatureLevel level(String name) throws CommandFailure {
        return Arrays.stream(SignatureLevel.values())
                .filter(level -> level.toString().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "expected one of the levels B-B, B-T, B-LT and B-LTA, found " + name));
    }

    /** What a level above B-B takes, or why it cannot be used; asked before the key is. */
    Optional<Augmenter> augmenter(SignatureLevel level, PrintWriter err) throws CommandFailure {
        return level == SignatureLevel.B_B ? Optional.empty() : Optional.of(augmenter(err));
    }

    /** Says so where nothing is asked of an authority, for whoever names one believes that it was. */
    void tellUnasked(SignatureLevel level, PrintWriter err) {
        if (level == SignatureLevel.B_B && !authorities.isEmpty()) {
            err.println("nothing was time-stamped: --tsa is asked for levels above B-B");
        }
    }

    /** What is needed beside the signature, or why it cannot be used; asked before anything is signed. */
    Augmenter augmenter(PrintWriter err) throws CommandFailure {
        TrustMaterial material = online.material();
        Providers providers = new Providers();
        Clock clock = Programs.clock();
        Network network = withExample(online.network(err), clock);
        Augmenter augmenter = new Augmenter(material, providers, clock)
                .collectingBy(
                        new EvidenceCollector(network, CollectionLimits.USUAL, providers, clock, new SecureRandom()));
        return authorities.isEmpty() ? augmenter : augmenter.stampedBy(stamps(material, network));
    }

    /** The way to time-stamps for anything, or why it cannot be used; asked before anything is signed. */
    TimeStampClient stamps(PrintWriter err) throws CommandFailure {
        if (authorities.isEmpty()) {
            throw CommandFailure.usage("--tsa URL, an authority to have the data time-stamped by", "none");
        }
        return stamps(online.material(), withExample(online.network(err), Programs.clock()));
    }

    private TimeStampClient stamps(TrustMaterial material, Network network) throws CommandFailure {
        Providers providers = new Providers();
        return new TimeStampClient(
                network,
                asked(),
                TimeStampLimits.USUAL,
                new TimeStampExaminer(new PathExaminer(material, providers), providers, AlgorithmCatalogue.usual()),
                providers,
                Programs.clock(),
                new SecureRandom());
    }

    /** Raises the signature with this Id, or the only one. */
    static byte[] raise(Augmenter augmenter, byte[] signed, Optional<String> id, SignatureLevel level)
            throws CommandFailure {
        try {
            return augmenter.augment(signed, id, level);
        } catch (SigningRefusedException e) {
            throw new CommandFailure(ExitCode.NO, "not raised to " + level + ": " + e.getMessage(), e);
        }
    }

    private List<TimeStampAuthority> asked() throws CommandFailure {
        List<TimeStampAuthority> asked = new ArrayList<>();
        for (String authority : authorities) {
            asked.add(TimeStampAuthority.at(authority.equals(EXAMPLE) ? EXAMPLE_ADDRESS : address(authority)));
        }
        return asked;
    }

    private static URI address(String text) throws CommandFailure {
        try {
            URI address = URI.create(text);
            if (("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "expected the address of an authority, found " + text, e);
        }
        throw new CommandFailure(
                ExitCode.USAGE, "expected an address that starts with http:// or https://, or example, found " + text);
    }

    private static Network withExample(Network network, Clock clock) {
        return request ->
                request.address().equals(EXAMPLE_ADDRESS) && request.question().isPresent()
                        ? new Network.Reply(
                                EXAMPLE_ADDRESS,
                                ExampleTsa.shipped(new SecureRandom(), clock)
                                        .answer(request.question().get().bytes()))
                        : network.fetch(request);
    }
}
