package org.cretula.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * A security module for tests: one token of SoftHSM2, with keys that are made in it, sensitive and not extractable.
 *
 * <p>SoftHSM2 reads where its tokens are from the environment, once in the life of a process; so there is one token for
 * a JVM, in the folder of the file that {@code SOFTHSM2_CONF} names, which the build sets. All that fills it is done by
 * other processes, {@code softhsm2-util} and OpenSC's {@code pkcs11-tool}, so that this one is not logged in before a
 * test says so.
 */
public final class SoftToken {

    /** The token's label. */
    public static final String LABEL = "cretula test";
    /** The user's PIN. */
    public static final String PIN = "271828";

    private static final String VARIABLE = "SOFTHSM2_CONF";
    private static final List<Path> LIBRARIES =
            List.of(Path.of("/usr/lib/softhsm/libsofthsm2.so"), Path.of("/usr/lib64/softhsm/libsofthsm2.so"));
    private static final Map<String, SoftToken> OPEN = new LinkedHashMap<>();

    private final Path library;
    private final Path folder;
    private final Map<String, String> ids = new LinkedHashMap<>();

    private SoftToken(Path library, Path folder) {
        this.library = library;
        this.folder = folder;
    }

    /** This JVM's token; empty where SoftHSM2, OpenSC or the variable is missing. */
    public static synchronized Optional<SoftToken> installed() {
        String configuration = Optional.ofNullable(System.getenv(VARIABLE)).orElse("");
        Optional<Path> library = LIBRARIES.stream().filter(Files::isReadable).findFirst();
        if (configuration.isEmpty() || library.isEmpty() || !onPath("softhsm2-util") || !onPath("pkcs11-tool")) {
            return Optional.empty();
        }
        return Optional.of(OPEN.computeIfAbsent(configuration, c -> fresh(library.get(), Path.of(c))));
    }

    private static SoftToken fresh(Path library, Path configuration) {
        try {
            Path folder = Optional.ofNullable(configuration.getParent()).orElseThrow();
            Path tokens = folder.resolve("tokens");
            if (Files.exists(tokens)) {
                try (Stream<Path> old = Files.walk(tokens)) {
                    for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            Files.createDirectories(tokens);
            Files.writeString(
                    configuration,
                    "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
            SoftToken token = new SoftToken(library, folder);
            token.run("softhsm2-util", "--init-token", "--free", "--label", LABEL, "--pin", PIN, "--so-pin", "314159");
            return token;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a token", e);
        }
    }

    private static boolean onPath(String program) {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1))
                .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, program)));
    }

    /** SoftHSM2's PKCS#11 library. */
    public Path library() {
        return library;
    }

    /** The number of the token's slot. */
    public long slot() {
        String all = run("pkcs11-tool", "--module", library.toString(), "--list-token-slots");
        List<String> lines = all.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("token label") && lines.get(i).endsWith(": " + LABEL)) {
                String slot = lines.get(i - 1).replaceFirst(".*\\(0x([0-9a-f]+)\\).*", "$1");
                return Long.parseLong(slot, 16);
            }
        }
        throw new IllegalStateException("no token " + LABEL + " in " + all);
    }

    /**
     * Makes a key in the token and has it certified; the certificate is put beside it. The CA's chain is not.
     *
     * @param subject not of a curve of 384 bits, whose points OpenSC 0.23 cannot read
     */
    public List<X509Certificate> make(String alias, TestCa ca, Subject subject) {
        String id = key(alias, subject.algorithm());
        try {
            List<X509Certificate> chain = ca.certify(subject, publicKey(id, subject.algorithm()));
            Path file = Files.write(folder.resolve(id + ".crt"), chain.get(0).getEncoded());
            tool("--write-object", file.toString(), "--type", "cert", "--id", id, "--label", alias);
            return chain;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a certificate", e);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate has no encoding", e);
        }
    }

    /** Makes a key in the token that nobody certifies; gives its id. */
    public String key(String alias, String algorithm) {
        String id = "%02x".formatted(ids.size() + 1);
        ids.put(alias, id);
        String type = algorithm
                .replace("EC:secp256r1", "EC:prime256v1")
                .replace("RSA:", "rsa:")
                .replace("Ed25519", "EC:edwards25519");
        tool("--keypairgen", "--key-type", type, "--id", id, "--label", alias);
        return id;
    }

    private PublicKey publicKey(String id, String algorithm) {
        Path file = folder.resolve(id + ".pub");
        tool("--read-object", "--type", "pubkey", "--id", id, "--output-file", file.toString());
        try {
            byte[] read = Files.readAllBytes(file);
            if (read[0] == '-') {
                // So OpenSC gives EdDSA keys, and only those.
                String base64 = new String(read, StandardCharsets.US_ASCII).replaceAll("-----[^-]*-----|\\s", "");
                read = Base64.getDecoder().decode(base64);
            }
            String type = algorithm.split(":", -1)[0];
            return KeyFactory.getInstance(type, new BouncyCastleProvider())
                    .generatePublic(new X509EncodedKeySpec(read));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a public key", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a public key cannot be read", e);
        }
    }

    /**
     * Lets the token sign, by another process.
     *
     * @param mechanism as OpenSC calls it: {@code ECDSA} takes a digest, {@code SHA256-RSA-PKCS} and {@code EDDSA} what
     *     is to be signed
     */
    public byte[] sign(String alias, String mechanism, byte[] bytes) {
        try {
            Path in = Files.write(folder.resolve("to-be-signed"), bytes);
            Path out = folder.resolve("value");
            String id = Optional.ofNullable(ids.get(alias)).orElseThrow();
            tool("--sign", "--mechanism", mechanism, "--id", id, "-i", in.toString(), "-o", out.toString());
            return Files.readAllBytes(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot sign", e);
        }
    }

    private void tool(String... arguments) {
        List<String> command = new ArrayList<>(List.of("pkcs11-tool", "--module", library.toString()));
        command.addAll(List.of("--token-label", LABEL, "--login", "--pin", PIN));
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    private String run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .directory(folder.toFile())
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command[0] + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command[0], e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
