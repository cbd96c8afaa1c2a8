package org.cretula.transport;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What two parties have agreed for one kind of message: who sends it, what it means, how it is secured, and by which
 * certificates the partner is known. Immutable; built by {@link #builder}.
 *
 * <p>The same values serve the sender and the receiver, except that the certificates are always those of the partner.
 *
 * @param id name of this P-Mode, for people; never on the wire
 * @param agreement value of AgreementRef
 * @param initiator the party that sends
 * @param responder the party that receives
 * @param service service with its type
 * @param action action
 * @param mpc message partition channel
 * @param security what is done to the payloads
 * @param partnerSigningCertificates certificates by which the partner may sign; more than one while it changes keys.
 *     They are compared byte for byte: no path is built, so no other certificate of the same authority will do
 * @param partnerEncryptionCertificate certificate to encrypt for; needed by whoever sends under {@code
 *     SIGN_AND_ENCRYPT}
 * @param limits how much is taken
 */
public record PMode(
        String id,
        Optional<String> agreement,
        Member initiator,
        Member responder,
        Service service,
        String action,
        String mpc,
        Security security,
        List<X509Certificate> partnerSigningCertificates,
        Optional<X509Certificate> partnerEncryptionCertificate,
        As4Limits limits) {

    /** The channel that is meant where a message names none (ebMS 3.0 Core, 3.4.1). */
    public static final String DEFAULT_MPC = "http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/defaultMPC";

    /** Action of the test service: acknowledged and not delivered (ebMS 3.0 Core, 5.2.2.8 and 5.2.2.9). */
    public static final String TEST_ACTION = "http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/test";

    /** What is done to the payloads; header and payloads are signed always. */
    public enum Security {
        /** Signed, then each payload encrypted. */
        SIGN_AND_ENCRYPT,
        /** Signed only; an encrypted payload is refused. */
        SIGN
    }

    /**
     * A party in its role.
     *
     * @param party the party
     * @param role URI of the role
     */
    public record Member(PartyId party, String role) {

        /** The role of whoever sends, unless parties agree on another (ebMS 3.0 Core, 5.2.2.3). */
        public static final String INITIATOR =
                "http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/initiator";

        /** The role of whoever receives, unless parties agree on another (ebMS 3.0 Core, 5.2.2.3). */
        public static final String RESPONDER =
                "http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/responder";
    }

    /**
     * A service.
     *
     * @param value name of the service
     * @param type scheme of the name; empty when the name is a URI
     */
    public record Service(String value, Optional<String> type) {

        /** The test service (ebMS 3.0 Core, 5.2.2.8). */
        public static final Service TEST =
                new Service("http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/service", Optional.empty());

        /** Whether this is the test service. */
        public boolean isTest() {
            return value.equals(TEST.value);
        }
    }

    public PMode {
        partnerSigningCertificates = List.copyOf(partnerSigningCertificates);
        if (partnerSigningCertificates.isEmpty()) {
            throw new IllegalArgumentException(
                    "P-Mode '" + id + "' has no signing certificate of the partner; nothing could be verified");
        }
        partnerSigningCertificates.forEach(c -> strong(id, c.getPublicKey(), false));
        partnerEncryptionCertificate.ifPresent(c -> strong(id, c.getPublicKey(), true));
        if (initiator.party().equals(responder.party())) {
            throw new IllegalArgumentException("P-Mode '" + id + "' has the same party at both ends");
        }
    }

    // ETSI TS 119 312 V2.1.1: RSA of 2048 bits is the least still recommended; P-256 its peer.
    private static void strong(String id, PublicKey key, boolean toEncrypt) {
        boolean rsa = key instanceof RSAPublicKey k && k.getModulus().bitLength() >= 2048;
        boolean ec = key instanceof ECPublicKey k && k.getParams().getOrder().bitLength() >= 256;
        boolean strong = rsa || (ec && !toEncrypt);
        if (!strong) {
            throw new IllegalArgumentException("P-Mode '" + id + "': expected a partner certificate with "
                    + (toEncrypt ? "RSA of 2048 bits or more" : "RSA of 2048 or EC of 256 bits or more")
                    + ", got " + key.getAlgorithm() + "; ask the partner for another certificate");
        }
    }

    /** Whether a message with this header falls under this P-Mode. */
    public boolean fits(PModes.Header header) {
        return header.from().equals(initiator)
                && header.to().equals(responder)
                && header.service().equals(service)
                && header.action().equals(action)
                && header.agreement().equals(agreement);
    }

    /** The same agreement for a message of the test service, which is acknowledged and not delivered. */
    public PMode testService() {
        return new PMode(
                id,
                agreement,
                initiator,
                responder,
                Service.TEST,
                TEST_ACTION,
                mpc,
                security,
                partnerSigningCertificates,
                partnerEncryptionCertificate,
                limits);
    }

    /** The same agreement with another protection of the payloads. */
    public PMode withSecurity(Security other) {
        return new PMode(
                id,
                agreement,
                initiator,
                responder,
                service,
                action,
                mpc,
                other,
                partnerSigningCertificates,
                partnerEncryptionCertificate,
                limits);
    }

    /** A builder with the default channel, roles and limits, and {@code SIGN_AND_ENCRYPT}. */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /** Collects what a P-Mode says; parties, service, action and the partner's signing certificate have no default. */
    public static final class Builder {
        private final String id;
        private Optional<String> agreement = Optional.empty();
        private @Nullable Member initiator;
        private @Nullable Member responder;
        private @Nullable Service service;
        private @Nullable String action;
        private String mpc = DEFAULT_MPC;
        private Security security = Security.SIGN_AND_ENCRYPT;
        private final List<X509Certificate> signing = new ArrayList<>();
        private Optional<X509Certificate> encryption = Optional.empty();
        private As4Limits limits = As4Limits.DEFAULT;

        private Builder(String id) {
            this.id = id;
        }

        /** The agreement that both parties refer to. */
        public Builder agreement(String value) {
            agreement = Optional.of(value);
            return this;
        }

        /** The party that sends, in the default role. */
        public Builder initiator(PartyId party) {
            return initiator(party, Member.INITIATOR);
        }

        /** The party that sends. */
        public Builder initiator(PartyId party, String role) {
            initiator = new Member(party, role);
            return this;
        }

        /** The party that receives, in the default role. */
        public Builder responder(PartyId party) {
            return responder(party, Member.RESPONDER);
        }

        /** The party that receives. */
        public Builder responder(PartyId party, String role) {
            responder = new Member(party, role);
            return this;
        }

        /** A service whose name is a URI. */
        public Builder service(String value) {
            service = new Service(value, Optional.empty());
            return this;
        }

        /** A service whose name belongs to a scheme. */
        public Builder service(String value, String type) {
            service = new Service(value, Optional.of(type));
            return this;
        }

        /** The action. */
        public Builder action(String value) {
            action = value;
            return this;
        }

        /** The message partition channel. */
        public Builder mpc(String value) {
            mpc = value;
            return this;
        }

        /** What is done to the payloads. */
        public Builder security(Security value) {
            security = value;
            return this;
        }

        /** One more certificate by which the partner may sign. */
        public Builder partnerSigningCertificate(X509Certificate certificate) {
            signing.add(certificate);
            return this;
        }

        /** The certificate to encrypt for. */
        public Builder partnerEncryptionCertificate(X509Certificate certificate) {
            encryption = Optional.of(certificate);
            return this;
        }

        /** How much is taken. */
        public Builder limits(As4Limits value) {
            limits = value;
            return this;
        }

        /** The P-Mode. */
        public PMode build() {
            return new PMode(
                    id,
                    agreement,
                    required(initiator, "initiator"),
                    required(responder, "responder"),
                    required(service, "service"),
                    required(action, "action"),
                    mpc,
                    security,
                    signing,
                    encryption,
                    limits);
        }

        private <T> T required(@Nullable T value, String name) {
            return Objects.requireNonNull(value, () -> "P-Mode '" + id + "' says no " + name);
        }
    }
}
