package org.cretula.conformance;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.cretula.conformance.internal.YamlFile;
import org.cretula.transport.As4Identity;
import org.cretula.transport.PMode;
import org.cretula.transport.PartyId;
import org.cretula.trust.CertificateFile;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.KeyFile;
import org.cretula.trust.KeyFileException;
import org.jspecify.annotations.Nullable;

/** Turns a plan as written into one that can be carried out, or says which key is wrong. */
final class PlanReader {

    private final Path file;
    private final Path folder;

    PlanReader(Path file) throws InputException {
        this.file = file;
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new InputException("expected a plan, found " + file);
        }
        this.folder = parent;
    }

    Plan read() throws InputException {
        PlanFile plan;
        try {
            plan = YamlFile.read(file, PlanFile.class);
        } catch (IOException e) {
            throw new InputException(String.valueOf(e.getMessage()), e);
        }
        PlanFile.Examiner examiner = required(plan.examiner, "examiner");
        PlanFile.Partner partner = required(plan.partner, "partner");
        PartyId us = party(examiner.party, "examiner");
        PartyId them = party(partner.party, "partner");
        try {
            PMode.Builder terms = terms(required(plan.exchange, "exchange"), partner);
            PMode outgoing = terms.initiator(us).responder(them).build();
            PMode incoming = terms.initiator(them).responder(us).build();
            Set<Assertion.Role> roles = roles(partner.roles);
            Optional<InetSocketAddress> listen =
                    examiner.listen == null ? Optional.empty() : Optional.of(address(examiner.listen));
            return new Plan(
                    Optional.ofNullable(plan.title).orElse("Examination of " + them.id()),
                    Optional.ofNullable(examiner.name).orElse(us.id()),
                    identity(examiner, us),
                    listen,
                    outgoing,
                    incoming,
                    place(partner),
                    roles,
                    Optional.ofNullable(plan.vectors).map(folder::resolve));
        } catch (IllegalArgumentException e) {
            throw new InputException(file + ": " + e.getMessage(), e);
        }
    }

    private PartyId party(PlanFile.@Nullable Party party, String who) throws InputException {
        PlanFile.Party given = required(party, who + ": party");
        try {
            return new PartyId(required(given.id, who + ": party: id"), Optional.ofNullable(given.type));
        } catch (IllegalArgumentException e) {
            throw new InputException(file + ": " + who + ": " + e.getMessage(), e);
        }
    }

    private As4Identity identity(PlanFile.Examiner examiner, PartyId us) throws InputException {
        Path store = folder.resolve(required(examiner.keystore, "examiner: keystore"));
        try {
            KeyEntry key = KeyFile.pkcs12(
                    store, password(examiner).toCharArray(), required(examiner.alias, "examiner: alias"));
            return new As4Identity(us, key.key(), key.chain(), key.key(), key.certificate());
        } catch (KeyFileException e) {
            throw new InputException(file + ": " + e.getMessage(), e);
        }
    }

    private String password(PlanFile.Examiner examiner) throws InputException {
        if (examiner.password != null) {
            return examiner.password;
        }
        Path passwordFile = folder.resolve(required(examiner.passwordFile, "examiner: password or passwordFile"));
        try {
            return Files.readString(passwordFile, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new InputException(file + ": cannot read the password file: " + e.getMessage(), e);
        }
    }

    private PMode.Builder terms(PlanFile.Exchange exchange, PlanFile.Partner partner) throws InputException {
        X509Certificate signing = certificate(required(partner.certificate, "partner: certificate"));
        X509Certificate encryption =
                partner.encryptionCertificate == null ? signing : certificate(partner.encryptionCertificate);
        String service = required(exchange.service, "exchange: service");
        PMode.Builder builder = PMode.builder("conformance")
                .action(required(exchange.action, "exchange: action"))
                .security(security(exchange.security))
                .partnerSigningCertificate(signing)
                .partnerEncryptionCertificate(encryption);
        if (exchange.serviceType == null) {
            builder.service(service);
        } else {
            builder.service(service, exchange.serviceType);
        }
        return exchange.agreement == null ? builder : builder.agreement(exchange.agreement);
    }

    private PMode.Security security(@Nullable String word) throws InputException {
        String given = word == null ? "sign-and-encrypt" : word;
        return switch (given) {
            case "sign-and-encrypt" -> PMode.Security.SIGN_AND_ENCRYPT;
            case "sign" -> PMode.Security.SIGN;
            default ->
                throw new InputException(
                        file + ": expected 'sign-and-encrypt' or 'sign' for exchange: security, found '" + given + "'");
        };
    }

    private Plan.Place place(PlanFile.Partner partner) throws InputException {
        if (partner.node != null) {
            if (partner.endpoint != null || partner.observe != null || partner.trigger != null) {
                throw new InputException(
                        file + ": expected either partner: node, which is started, or partner: endpoint, found both");
            }
            return new Plan.Place.Started(folder.resolve(partner.node));
        }
        return new Plan.Place.Running(
                url(required(partner.endpoint, "partner: node or endpoint"), "endpoint"),
                partner.observe == null ? Optional.empty() : Optional.of(url(partner.observe, "observe")),
                partner.trigger == null ? Optional.empty() : Optional.of(url(partner.trigger, "trigger")));
    }

    private URI url(String text, String key) throws InputException {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new InputException(file + ": partner: " + key + ": " + e.getMessage(), e);
        }
        throw new InputException(
                file + ": expected an http or https address for partner: " + key + ", found '" + text + "'");
    }

    private Set<Assertion.Role> roles(@Nullable List<String> words) throws InputException {
        Set<Assertion.Role> roles = EnumSet.noneOf(Assertion.Role.class);
        for (String word : words == null ? List.of("responder", "initiator") : words) {
            if (!word.equals("responder") && !word.equals("initiator")) {
                throw new InputException(
                        file + ": expected 'responder' or 'initiator' in partner: roles, found '" + word + "'");
            }
            roles.add(Assertion.Role.valueOf(word.toUpperCase(Locale.ROOT)));
        }
        return roles;
    }

    private X509Certificate certificate(String name) throws InputException {
        try {
            return CertificateFile.read(folder.resolve(name));
        } catch (IOException e) {
            throw new InputException(file + ": cannot read the certificate " + name + ": " + e.getMessage(), e);
        }
    }

    private InetSocketAddress address(String text) throws InputException {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("[\\[\\]]", "");
        String port = text.substring(colon + 1);
        if (host.isBlank() || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 0xffff) {
            throw new InputException(
                    file + ": expected host:port for examiner: listen, such as 127.0.0.1:8081, found '" + text + "'");
        }
        InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(port));
        if (address.isUnresolved()) {
            throw new InputException(file + ": examiner: listen: no such host in '" + text + "'");
        }
        return address;
    }

    private <T> T required(@Nullable T value, String key) throws InputException {
        if (value == null) {
            throw new InputException(file + ": expected '" + key + "', found none");
        }
        return value;
    }
}
