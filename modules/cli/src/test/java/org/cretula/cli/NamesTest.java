package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.cretula.cli.network.AddressRange;
import org.cretula.cli.network.HttpNetwork;
import org.cretula.trust.Network;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What names stand for is read from a file that the test writes, in a JVM of its own, so that nothing goes out. */
class NamesTest {

    @TempDir
    Path folder;

    private Path hosts;

    @BeforeEach
    void write() throws IOException {
        hosts = Files.writeString(
                folder.resolve("hosts"),
                "127.0.0.1 pki.example\n127.0.0.1 both.example\n127.0.0.2 both.example\n192.168.7.7 inner.example\n");
    }

    /** Asks a server of its own by each name; where it listens, 127.0.0.1, is all that is allowed. */
    static final class Asks {
        private Asks() {}

        public static void main(String[] arguments) throws IOException {
            Path hosts = Path.of(arguments[0]);
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                // From now on the name stands for another address: what a rebinding attacker's server does.
                Files.writeString(hosts, "127.0.0.2 pki.example\n");
                exchange.sendResponseHeaders(200, 2);
                exchange.getResponseBody().write("ok".getBytes(StandardCharsets.UTF_8));
                exchange.close();
            });
            server.start();
            Network network = HttpNetwork.allowingAddresses(List.of(AddressRange.of("127.0.0.1")));
            for (int i = 1; i < arguments.length; i++) {
                URI address = URI.create(
                        "http://" + arguments[i] + ":" + server.getAddress().getPort() + "/");
                System.out.println(arguments[i] + " " + answer(network, address));
            }
            server.stop(0);
        }

        private static String answer(Network network, URI address) {
            try {
                Network.Reply reply =
                        network.fetch(new Network.Request(address, Optional.empty(), 10, Duration.ofSeconds(20)));
                return new String(reply.bytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }

    private List<String> asked(String... names) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        String[] arguments = new String[names.length + 1];
        arguments[0] = hosts.toString();
        System.arraycopy(names, 0, arguments, 1, names.length);
        Ran ran = Ran.apart(
                folder, List.of("-Djdk.net.hosts.file=" + hosts), stdin -> {}, out, Asks.class.getName(), arguments);
        assertThat(ran.code()).as(ran.err()).isZero();
        return Files.readAllLines(out);
    }

    @Test
    void C19_every_address_of_a_name_must_be_one_that_may_be_reached() throws IOException, InterruptedException {
        List<String> answers = asked("both.example", "inner.example", "pki.example");
        assertThat(answers.get(0)).contains("expected a public address, found 127.0.0.2 for both.example");
        assertThat(answers.get(1)).contains("expected a public address, found 192.168.7.7 for inner.example");
        assertThat(answers.get(2)).isEqualTo("pki.example ok");
    }

    @Test
    void C19_a_name_that_is_bound_to_another_address_later_still_leads_to_the_one_that_was_checked()
            throws IOException, InterruptedException {
        assertThat(asked("pki.example", "pki.example")).containsExactly("pki.example ok", "pki.example ok");
        assertThat(hosts).content().isEqualTo("127.0.0.2 pki.example\n");
    }
}
