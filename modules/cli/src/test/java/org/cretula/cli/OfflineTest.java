package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URL;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The command judges with the cable out: the JVM does not even load the classes with which Java looks up a name or
 * opens a socket. This sees what Java code does, in every library on the class path; native code would escape it, and
 * there is none.
 */
class OfflineTest {

    private static final Pattern NETWORK = Pattern.compile(
            " (java\\.net\\.(Socket|DatagramSocket|ServerSocket|Inet[46]AddressImpl)|java\\.net\\.http\\.\\S+"
                    + "|sun\\.nio\\.ch\\.(Net|NioSocketImpl|SocketChannelImpl|DatagramChannelImpl)) ");

    @TempDir
    Path folder;

    /** Goes out in the way it is told, to where nobody listens. */
    static final class GoesOut {
        private GoesOut() {}

        public static void main(String[] way) throws IOException {
            switch (way[0]) {
                case "url" -> new URL("http://127.0.0.1:9/").openStream().close();
                case "channel" -> SocketChannel.open().close();
                default -> System.out.println(InetAddress.getAllByName("crl.cretula.invalid").length);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"url", "channel", "name"})
    void a_program_that_goes_out_is_noticed(String way) throws IOException, InterruptedException {
        Path log = folder.resolve("classes.log");
        Ran.apart(folder, logging(log), stdin -> {}, folder.resolve("out.txt"), GoesOut.class.getName(), way);
        assertThat(networking(log)).isNotEmpty();
    }

    @Test
    void verify_opens_no_connection_even_where_revocation_lists_are_missing() throws IOException, InterruptedException {
        Path sealed = Sealing.sealed(folder, "co-chamber-non-preferential.xml", "issuer-xa");
        Path trust = Sealing.trust(folder.resolve("trust"));
        Files.delete(trust.resolve("root.crl"));
        Files.delete(trust.resolve("ca.crl"));
        Path log = folder.resolve("classes.log");
        String[] arguments = {"verify", sealed.toString(), "--trust", trust.toString(), "--allow-example-trust"};
        Ran.apart(folder, logging(log), stdin -> {}, arguments).judged(ExitCode.CANNOT_TELL, "INDETERMINATE");
        assertThat(networking(log)).isEmpty();
    }

    private static List<String> logging(Path log) {
        return List.of("-Xlog:class+load:file=" + log);
    }

    private static List<String> networking(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            assertThat(all).hasSizeGreaterThan(300);
            return all.stream().filter(line -> NETWORK.matcher(line).find()).toList();
        }
    }
}
