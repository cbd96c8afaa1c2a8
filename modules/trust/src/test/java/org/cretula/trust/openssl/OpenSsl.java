package org.cretula.trust.openssl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks {@code openssl verify} our question about many cases by one shell.
 *
 * <p>How the options mirror the question: {@code -x509_strict} since we claim RFC 5280; both CRL options since we claim
 * 6.3.3; {@code -policy_check} since OpenSSL looks at no policy without it, with any policy as the initial one; {@code -auth_level 2} is 112 bits, as TS
 * 119 312; {@code -purpose smimesign} is the nearest that OpenSSL knows to a seal; {@code -partial_chain} since whoever
 * names an anchor trusts it, self-signed or not; nothing of the machine's own trust.
 */
final class OpenSsl {

    private static final String OPTIONS = "-no-CAfile -no-CApath -no-CAstore -x509_strict -crl_check_all -extended_crl"
            + " -use_deltas -policy_check -policy 2.5.29.32.0 -auth_level 2 -purpose smimesign -partial_chain -attime "
            + Pki.AT.getEpochSecond();
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private OpenSsl() {}

    /** The version, if OpenSSL 3 or later is installed. */
    static Optional<String> version() {
        try {
            Process process = new ProcessBuilder("openssl", "version").start();
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 && version.matches("OpenSSL ([3-9]|[1-9][0-9]).*")
                    ? Optional.of(version)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** For each case the faults that OpenSSL found, none if it accepts. */
    static Map<Integer, List<String>> judge(List<GeneratedCase> cases, Path folder)
            throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder();
        for (GeneratedCase generated : cases) {
            script.append("echo '== ").append(generated.number()).append("'\n").append(command(generated, folder));
        }
        Path file = Files.writeString(folder.resolve("all.sh"), script);
        Path out = folder.resolve("all.out");
        Process process = new ProcessBuilder("sh", file.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("expected openssl to end within five minutes");
        }
        return read(Files.readAllLines(out, StandardCharsets.ISO_8859_1));
    }

    private static String command(GeneratedCase generated, Path folder) throws IOException {
        String name = String.valueOf(generated.number());
        pem(folder.resolve(name + ".anchors"), "CERTIFICATE", generated.anchors());
        pem(folder.resolve(name + ".leaf"), "CERTIFICATE", List.of(generated.leaf()));
        StringBuilder command = new StringBuilder("openssl verify ").append(OPTIONS);
        command.append(" -CAfile ").append(name).append(".anchors");
        if (!generated.untrusted().isEmpty()) {
            pem(folder.resolve(name + ".untrusted"), "CERTIFICATE", generated.untrusted());
            command.append(" -untrusted ").append(name).append(".untrusted");
        }
        if (!generated.lists().isEmpty()) {
            pem(folder.resolve(name + ".lists"), "X509 CRL", generated.lists());
            command.append(" -CRLfile ").append(name).append(".lists");
        }
        return command.append(' ')
                .append(name)
                .append(".leaf && echo accepted || echo refused\n")
                .toString();
    }

    private static void pem(Path file, String label, List<byte[]> ders) throws IOException {
        StringBuilder pem = new StringBuilder();
        for (byte[] der : ders) {
            pem.append("-----BEGIN ").append(label).append("-----\n");
            pem.append(BASE64.encodeToString(der)).append('\n');
            pem.append("-----END ").append(label).append("-----\n");
        }
        Files.writeString(file, pem);
    }

    private static Map<Integer, List<String>> read(List<String> lines) {
        Map<Integer, List<String>> answers = new HashMap<>();
        List<String> faults = new ArrayList<>();
        int number = -1;
        for (String line : lines) {
            if (line.startsWith("== ")) {
                number = Integer.parseInt(line.substring(3));
                faults = new ArrayList<>();
            } else if (line.startsWith("error ")) {
                faults.add(line);
            } else if (line.equals("accepted")) {
                answers.put(number, List.of());
            } else if (line.equals("refused")) {
                answers.put(number, faults.isEmpty() ? List.of("refused for a reason that is not told") : faults);
            }
        }
        return answers;
    }
}
