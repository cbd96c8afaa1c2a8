package org.cretula.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.X509Certificate;
import java.util.List;
import org.cretula.transport.As4Identity;
import org.cretula.transport.As4Limits;
import org.cretula.transport.WireMessage;
import org.cretula.transport.World;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The rules speak before any cryptography: what they refuse never reaches the library behind them. */
class SecurityRulesTest {

    private static SecurityRules read(WireMessage message, X509Certificate partner, X509Certificate own)
            throws Refusal {
        MimeDoor.Mime mime = new MimeDoor(As4Limits.DEFAULT).read(message.contentType(), message.body());
        return SecurityRules.read(SoapEnvelope.parse(mime.envelope(), As4Limits.DEFAULT), List.of(partner), own);
    }

    private static final X509Certificate CHAMBER = World.CHAMBER_SIGNING.certificate();
    private static final X509Certificate CUSTOMS = World.CUSTOMS_ENCRYPTION.certificate();

    @Test
    void S10_the_certificate_of_a_stranger_is_refused_undecoded() {
        As4Identity stranger = World.identity(World.CHAMBER, World.stranger(), World.CHAMBER_ENCRYPTION);
        WireMessage message = Forge.message().signer(stranger).build();

        assertThatThrownBy(() -> read(message, CHAMBER, CUSTOMS))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.code()).isEqualTo(EbmsCode.FAILED_AUTHENTICATION));
    }

    @Test
    void S10_an_encryption_certificate_that_is_not_ours_is_refused_undecoded() {
        WireMessage message = Forge.message().build();

        assertThatThrownBy(() -> read(message, CHAMBER, World.CHAMBER_ENCRYPTION.certificate()))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(EbmsCode.FAILED_DECRYPTION));
    }

    @Test
    void a_token_that_nobody_refers_to_is_refused() {
        WireMessage message = Forge.message()
                .document(d -> {
                    Element token = Trees.first(d, Names.WSSE, "BinarySecurityToken");
                    Element spare = (Element) token.cloneNode(true);
                    spare.setAttributeNS(Names.WSU, "wsu:Id", "spare");
                    token.getParentNode().appendChild(spare);
                })
                .build();

        assertThatThrownBy(() -> read(message, CHAMBER, CUSTOMS))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.code()).isEqualTo(EbmsCode.POLICY_NONCOMPLIANCE));
    }

    @Test
    void an_honest_header_is_read_in_full() throws Refusal {
        SecurityRules rules = read(Forge.message().build(), CHAMBER, CUSTOMS);

        assertThat(rules.references()).hasSize(4);
        assertThat(rules.referenceElements()).hasSize(4);
        assertThat(rules.encrypted()).hasSize(2);
    }
}
