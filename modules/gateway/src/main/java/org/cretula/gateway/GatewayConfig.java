package org.cretula.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cretula.transport.As4Identity;
import org.cretula.transport.PMode;
import org.cretula.transport.PModes;
import org.cretula.transport.PartyId;
import org.cretula.trust.CertificateFile;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.KeyFile;
import org.cretula.trust.KeyFileException;
import org.jspecify.annotations.Nullable;

/**
 * What a node is told in its {@code gateway.yaml}.
 *
 * @param identity our party and keys
 * @param listen where partners reach us
 * @param admin where programs on this machine reach us, loopback only; empty for none
 * @param store folder of the embedded store
 * @param partners by whom and on what terms messages are exchanged
 */
public record GatewayConfig(
        As4Identity identity,
        InetSocketAddress listen,
        Optional<InetSocketAddress> admin,
        Path store,
        List<Partner> partners) {

    private static final int MAX_BYTES = 1 << 20;

    public GatewayConfig {
        partners = List.copyOf(partners);
        if (admin.filter(a -> a.isUnresolved() || !a.getAddress().isLoopbackAddress())
                .isPresent()) {
            throw new IllegalArgumentException("expected a loopback address for admin, found " + admin.get());
        }
    }

    /** The partner of this name. */
    public Optional<Partner> partner(String name) {
        return partners.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /**
     * Reads a file; paths in it are relative to its folder.
     *
     * @throws GatewayConfigException when the file or one that it names cannot be used
     */
    public static GatewayConfig load(Path file) throws GatewayConfigException {
        GatewayFile document = parse(file);
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new GatewayConfigException("expected a file, found " + file);
        }
        PartyId party = party(document.party, "party", file);
        KeyEntry key = key(document, folder, file);
        As4Identity identity;
        try {
            identity = new As4Identity(party, key.key(), key.chain(), key.key(), key.certificate());
        } catch (IllegalArgumentException e) {
            throw new GatewayConfigException(file + ": " + e.getMessage(), e);
        }
        List<Partner> partners = new ArrayList<>();
        for (GatewayFile.@Nullable PartnerEntry given :
                document.partners == null ? List.<GatewayFile.@Nullable PartnerEntry>of() : document.partners) {
            Partner partner = partner(required(given, "a partner", file), party, folder, file);
            for (Partner other : partners) {
                distinct(partner, other, file);
            }
            partners.add(partner);
        }
        Optional<InetSocketAddress> admin = Optional.empty();
        if (document.admin != null) {
            admin = Optional.of(address(document.admin, "admin", file));
            if (!admin.get().getAddress().isLoopbackAddress()) {
                throw new GatewayConfigException(
                        file + ": expected a loopback address for admin, found " + document.admin);
            }
        }
        return new GatewayConfig(
                identity,
                address(required(document.listen, "listen", file), "listen", file),
                admin,
                folder.resolve(required(document.store, "store", file)),
                partners);
    }

    private static GatewayFile parse(Path file) throws GatewayConfigException {
        ObjectMapper mapper = new ObjectMapper(YAMLFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw new GatewayConfigException("expected a configuration at " + file + ", found " + cause(e), e);
        }
        if (bytes.length > MAX_BYTES) {
            throw new GatewayConfigException("expected a configuration of at most 1 MiB, found more in " + file);
        }
        try (JsonParser parser = mapper.createParser(bytes)) {
            JsonToken first = parser.nextToken();
            if (first == null || first == JsonToken.VALUE_NULL) {
                throw new GatewayConfigException(file + ": expected a configuration, found an empty file");
            }
            return mapper.readValue(parser, GatewayFile.class);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new GatewayConfigException(file + ", line " + line + ": " + fault(e), e);
        } catch (IOException e) {
            throw new GatewayConfigException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static String fault(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            List<String> known = unknown.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .toList();
            return "expected one of " + known + ", found '" + unknown.getPropertyName() + "'";
        }
        if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            Class<?> wanted = mismatch.getTargetType();
            String expected = wanted == String.class ? "text" : List.class.isAssignableFrom(wanted) ? "a list" : "keys";
            String key = mismatch.getPath().stream()
                    .map(JsonMappingException.Reference::getFieldName)
                    .filter(Objects::nonNull)
                    .map(name -> name + ": ")
                    .collect(Collectors.joining());
            return key + "expected " + expected + ", found something else";
        }
        return e.getOriginalMessage();
    }

    private static String cause(IOException e) {
        return e instanceof NoSuchFileException
                ? "nothing; check the path"
                : "one that cannot be read (" + e.getClass().getSimpleName()
                        + "); check what it is and its permissions";
    }

    /** A name must mean one partner, and a message fall under one agreement: with two that fit, none is found. */
    private static void distinct(Partner one, Partner other, Path file) throws GatewayConfigException {
        if (one.name().equals(other.name())) {
            throw new GatewayConfigException(
                    file + ": expected names that differ, found two partners '" + one.name() + "'");
        }
        PMode mode = one.incoming();
        if (other.incoming()
                .fits(new PModes.Header(
                        mode.initiator(), mode.responder(), mode.service(), mode.action(), mode.agreement()))) {
            throw new GatewayConfigException(file + ": expected another party, agreement, service or action for '"
                    + one.name() + "' than for '" + other.name() + "', found the same terms");
        }
    }

    private static PartyId party(GatewayFile.@Nullable PartyEntry party, String key, Path file)
            throws GatewayConfigException {
        GatewayFile.PartyEntry given = required(party, key, file);
        try {
            return new PartyId(required(given.id, key + ": id", file), Optional.ofNullable(given.type));
        } catch (IllegalArgumentException e) {
            throw new GatewayConfigException(file + ": " + e.getMessage(), e);
        }
    }

    private static KeyEntry key(GatewayFile document, Path folder, Path file) throws GatewayConfigException {
        Path keystore = folder.resolve(required(document.keystore, "keystore", file));
        String password = document.password == null
                ? passwordIn(folder.resolve(required(document.passwordFile, "password or passwordFile", file)), file)
                : document.password;
        try {
            return KeyFile.pkcs12(keystore, password.toCharArray(), required(document.alias, "alias", file));
        } catch (KeyFileException e) {
            throw new GatewayConfigException(file + ": " + e.getMessage(), e);
        }
    }

    private static String passwordIn(Path passwordFile, Path file) throws GatewayConfigException {
        try {
            return Files.readString(passwordFile, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new GatewayConfigException(
                    file + ": expected a password file at " + passwordFile + ", found " + cause(e), e);
        }
    }

    private static Partner partner(GatewayFile.PartnerEntry p, PartyId us, Path folder, Path file)
            throws GatewayConfigException {
        String name = required(p.name, "partners: name", file);
        PartyId them = party(p.party, name + ": party", file);
        X509Certificate certificate =
                certificate(folder.resolve(required(p.certificate, name + ": certificate", file)), name, file);
        Optional<URI> endpoint = p.endpoint == null ? Optional.empty() : Optional.of(endpoint(p.endpoint, name, file));
        try {
            PMode.Builder common = terms(p, name, certificate, file);
            PMode outgoing = common.initiator(us).responder(them).build();
            PMode incoming = common.initiator(them).responder(us).build();
            return new Partner(name, endpoint, outgoing, incoming);
        } catch (IllegalArgumentException e) {
            throw new GatewayConfigException(file + ": partner '" + name + "': " + e.getMessage(), e);
        }
    }

    private static URI endpoint(String text, String name, Path file) throws GatewayConfigException {
        String expected = file + ": expected an address such as https://example.org/as4 for " + name
                + ": endpoint, found '" + text + "'";
        try {
            URI uri = new URI(text);
            if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
                throw new GatewayConfigException(expected);
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new GatewayConfigException(expected, e);
        }
    }

    private static PMode.Builder terms(GatewayFile.PartnerEntry p, String name, X509Certificate certificate, Path file)
            throws GatewayConfigException {
        PMode.Builder builder = PMode.builder(name)
                .service(required(p.service, name + ": service", file))
                .action(required(p.action, name + ": action", file))
                .partnerSigningCertificate(certificate)
                .partnerEncryptionCertificate(certificate);
        return p.agreement == null ? builder : builder.agreement(p.agreement);
    }

    private static X509Certificate certificate(Path certificate, String name, Path file) throws GatewayConfigException {
        try {
            return CertificateFile.read(certificate);
        } catch (FileSystemException e) {
            throw new GatewayConfigException(
                    file + ": expected the certificate of " + name + " at " + certificate + ", found " + cause(e), e);
        } catch (IOException e) {
            throw new GatewayConfigException(file + ": certificate of " + name + ": " + e.getMessage(), e);
        }
    }

    private static InetSocketAddress address(String text, String key, Path file) throws GatewayConfigException {
        int colon = text.lastIndexOf(':');
        try {
            String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("[\\[\\]]", "");
            InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(text.substring(colon + 1)));
            if (host.isBlank() || address.isUnresolved()) {
                throw new GatewayConfigException(file + ": " + key + ": no such host in '" + text + "'");
            }
            return address;
        } catch (IllegalArgumentException e) {
            throw new GatewayConfigException(
                    file + ": expected host:port for " + key + ", such as 127.0.0.1:8443, found '" + text + "'", e);
        }
    }

    private static <T> T required(@Nullable T value, String key, Path file) throws GatewayConfigException {
        if (value == null) {
            throw new GatewayConfigException(file + ": expected '" + key + "', found none");
        }
        return value;
    }
}
