package org.cretula.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cretula.transport.As4Identity;
import org.cretula.transport.PMode;
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
        PartyId party = party(document.party(), file);
        KeyEntry key = key(document, folder, file);
        As4Identity identity;
        try {
            identity = new As4Identity(party, key.key(), key.chain(), key.key(), key.certificate());
        } catch (IllegalArgumentException e) {
            throw new GatewayConfigException(file + ": " + e.getMessage(), e);
        }
        List<Partner> partners = new ArrayList<>();
        for (GatewayFile.PartnerEntry partner :
                document.partners() == null ? List.<GatewayFile.PartnerEntry>of() : document.partners()) {
            partners.add(partner(partner, party, folder, file));
        }
        Optional<InetSocketAddress> admin = Optional.empty();
        if (document.admin() != null) {
            admin = Optional.of(address(document.admin(), "admin", file));
            if (!admin.get().getAddress().isLoopbackAddress()) {
                throw new GatewayConfigException(
                        file + ": expected a loopback address for admin, found " + document.admin());
            }
        }
        return new GatewayConfig(
                identity,
                address(required(document.listen(), "listen", file), "listen", file),
                admin,
                folder.resolve(required(document.store(), "store", file)),
                partners);
    }

    private static GatewayFile parse(Path file) throws GatewayConfigException {
        ObjectMapper mapper =
                new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new GatewayConfigException("expected a configuration of at most 1 MiB, found more in " + file);
            }
            GatewayFile document = mapper.readValue(Files.readAllBytes(file), GatewayFile.class);
            if (document == null) {
                throw new GatewayConfigException(file + ": expected a configuration, found an empty file");
            }
            return document;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new GatewayConfigException(file + ", line " + line + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new GatewayConfigException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static PartyId party(GatewayFile.@Nullable PartyEntry party, Path file) throws GatewayConfigException {
        GatewayFile.PartyEntry given = required(party, "party", file);
        try {
            return new PartyId(required(given.id(), "party: id", file), Optional.ofNullable(given.type()));
        } catch (IllegalArgumentException e) {
            throw new GatewayConfigException(file + ": " + e.getMessage(), e);
        }
    }

    private static KeyEntry key(GatewayFile document, Path folder, Path file) throws GatewayConfigException {
        Path keystore = folder.resolve(required(document.keystore(), "keystore", file));
        try {
            String password = document.password() != null
                    ? document.password()
                    : Files.readString(
                                    folder.resolve(required(document.passwordFile(), "password or passwordFile", file)),
                                    StandardCharsets.UTF_8)
                            .strip();
            return KeyFile.pkcs12(keystore, password.toCharArray(), required(document.alias(), "alias", file));
        } catch (KeyFileException e) {
            throw new GatewayConfigException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new GatewayConfigException(file + ": cannot read the password file: " + e.getMessage(), e);
        }
    }

    private static Partner partner(GatewayFile.PartnerEntry p, PartyId us, Path folder, Path file)
            throws GatewayConfigException {
        String name = required(p.name(), "partners: name", file);
        PartyId them = party(p.party(), file);
        X509Certificate certificate =
                certificate(folder.resolve(required(p.certificate(), name + ": certificate", file)));
        try {
            PMode.Builder common = terms(p, name, certificate, file);
            Optional<URI> endpoint = Optional.ofNullable(p.endpoint()).map(URI::create);
            PMode outgoing = common.initiator(us).responder(them).build();
            PMode incoming = common.initiator(them).responder(us).build();
            return new Partner(name, endpoint, outgoing, incoming);
        } catch (IllegalArgumentException e) {
            throw new GatewayConfigException(file + ": partner '" + name + "': " + e.getMessage(), e);
        }
    }

    private static PMode.Builder terms(GatewayFile.PartnerEntry p, String name, X509Certificate certificate, Path file)
            throws GatewayConfigException {
        PMode.Builder builder = PMode.builder(name)
                .service(required(p.service(), name + ": service", file))
                .action(required(p.action(), name + ": action", file))
                .partnerSigningCertificate(certificate)
                .partnerEncryptionCertificate(certificate);
        return p.agreement() == null ? builder : builder.agreement(p.agreement());
    }

    private static X509Certificate certificate(Path file) throws GatewayConfigException {
        try {
            return CertificateFile.read(file);
        } catch (IOException e) {
            throw new GatewayConfigException("cannot read the certificate " + file + ": " + e.getMessage(), e);
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
