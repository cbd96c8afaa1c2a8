package org.cretula.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cretula.trust.CertificateFile;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.KeyFile;
import org.cretula.trust.KeyFileException;
import org.cretula.trust.KeyToken;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where the key is, and the way to it. */
final class SigningKey {

    @Option(names = "--keystore", paramLabel = "K.p12", description = "Key store, PKCS#12 or JKS.")
    private @Nullable Path keystore;

    @Option(
            names = "--pkcs11",
            paramLabel = "LIB",
            description = "PKCS#11 library of a security module or smart card; the key does not leave it.")
    private @Nullable Path library;

    @Option(names = "--token", paramLabel = "LABEL", description = "Label of the token behind that library.")
    private @Nullable String token;

    @Option(names = "--token-slot", paramLabel = "N", description = "Number of the token's slot instead of its label.")
    private @Nullable Long tokenSlot;

    @Option(
            names = "--alias",
            paramLabel = "A",
            description = "Alias of the key; not needed where there is one key only.")
    private @Nullable String alias;

    @Option(
            names = {"--password", "--pin"},
            paramLabel = "P",
            description = "Password of the key store, or PIN of the token; others on this machine may see it.")
    private @Nullable String password;

    @Option(
            names = {"--password-file", "--pin-file"},
            paramLabel = "F",
            description = "File whose first line is the password or PIN; without either option you are asked.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--certificate",
            paramLabel = "CHAIN.pem",
            description = "Certificates that the signature shall carry, the signer's first; those beside the key if"
                    + " absent. Needed with --prepare, where the key is elsewhere.")
    private @Nullable Path certificate;

    /** A key, until it is closed. */
    static final class Held implements AutoCloseable {
        private final KeyEntry entry;
        private final Optional<KeyToken> token;

        private Held(KeyEntry entry, Optional<KeyToken> token) {
            this.entry = entry;
            this.token = token;
        }

        KeyEntry entry() {
            return entry;
        }

        @Override
        public void close() {
            token.ifPresent(KeyToken::close);
        }
    }

    /** Whether a key at hand was named. */
    boolean isNamed() {
        return keystore != null || library != null;
    }

    /** Refuses options that contradict each other; asked before anything is read. */
    void refuseContradictions() throws CommandFailure {
        if (keystore != null && library != null) {
            throw CommandFailure.usage("--keystore or --pkcs11", "both");
        }
        if (library != null && (token == null) == (tokenSlot == null)) {
            throw CommandFailure.usage(
                    "--token LABEL or --token-slot N with --pkcs11", token == null ? "neither" : "both");
        }
        if (library == null && (token != null || tokenSlot != null)) {
            throw CommandFailure.usage("--pkcs11 LIB with a token", "none");
        }
        if (password != null && passwordFile != null) {
            throw CommandFailure.usage("a password or a file with it", "both");
        }
    }

    /** Refuses that there is neither a key nor, where it is elsewhere, its certificate. */
    void refuseNone(boolean keyIsElsewhere) throws CommandFailure {
        if (keyIsElsewhere && certificate == null) {
            throw CommandFailure.usage("--certificate CHAIN.pem, the signer's certificate first", "none");
        }
        if (!keyIsElsewhere && !isNamed()) {
            throw CommandFailure.usage(
                    "a key: --keystore K.p12, or --pkcs11 LIB --token LABEL, or --certificate CHAIN.pem --prepare P.bin"
                            + " for one that is elsewhere",
                    "none");
        }
    }

    /** The key that was named, asking for its password if need be. */
    Held open() throws CommandFailure {
        try {
            return library == null ? fromFile(Objects.requireNonNull(keystore)) : fromToken(library);
        } catch (KeyFileException e) {
            throw new CommandFailure(ExitCode.NO_INPUT, String.valueOf(e.getMessage()), e);
        }
    }

    private Held fromFile(Path file) throws CommandFailure, KeyFileException {
        char[] secret = secret("Password of " + file);
        KeyEntry entry = alias == null ? KeyFile.read(file, secret) : KeyFile.read(file, secret, alias);
        return new Held(withChain(entry), Optional.empty());
    }

    private Held fromToken(Path file) throws CommandFailure, KeyFileException {
        char[] pin = secret("PIN of token " + (token == null ? "in slot " + tokenSlot : token));
        KeyToken open = token == null
                ? KeyToken.inSlot(file, Objects.requireNonNull(tokenSlot), pin)
                : KeyToken.labelled(file, token, pin);
        try {
            KeyEntry entry = alias == null ? open.key() : open.key(alias);
            return new Held(withChain(entry), Optional.of(open));
        } catch (KeyFileException | CommandFailure e) {
            open.close();
            throw e;
        }
    }

    private KeyEntry withChain(KeyEntry entry) throws CommandFailure {
        if (certificate == null) {
            return entry;
        }
        List<X509Certificate> chain = chain();
        if (!chain.get(0).getPublicKey().equals(entry.certificate().getPublicKey())) {
            throw new CommandFailure(
                    ExitCode.NO,
                    "expected the certificate of the key first in " + certificate + ", found that of "
                            + chain.get(0).getSubjectX500Principal().getName() + "; put "
                            + entry.certificate().getSubjectX500Principal().getName() + " first");
        }
        return new KeyEntry(entry.key(), chain, entry.provider());
    }

    /** The chain that was given beside the key, or instead of it. */
    List<X509Certificate> chain() throws CommandFailure {
        try {
            return CertificateFile.chain(Objects.requireNonNull(certificate));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.NO_INPUT, "cannot read certificates from " + certificate + ": " + Inputs.reason(e), e);
        }
    }

    @SuppressWarnings("SystemConsoleNull") // where it is not null without a terminal, it answers null at once
    private char[] secret(String what) throws CommandFailure {
        if (password != null) {
            return password.toCharArray();
        }
        if (passwordFile != null) {
            String text = new String(Inputs.read(passwordFile, 4096), StandardCharsets.UTF_8);
            return text.lines().findFirst().orElse("").toCharArray();
        }
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("%s: ", what);
        if (typed == null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "no terminal to ask for the " + what.split(" ", 2)[0].replace("Password", "password")
                            + "; give --password-file or --password");
        }
        return typed;
    }
}
