package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import java.util.Arrays;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

class ProvidersTest {

    @Test
    void bouncy_castle_is_not_registered_with_the_virtual_machine() {
        Providers providers = new Providers();
        assertThat(providers.bouncyCastle()).isInstanceOf(BouncyCastleProvider.class);
        assertThat(Arrays.asList(Security.getProviders())).doesNotContain(providers.bouncyCastle());
    }

    @Test
    void digests_and_rsa_come_from_the_jdk_and_the_rest_from_bouncy_castle() {
        Providers providers = new Providers();
        assertThat(providers.digest().getName()).isEqualTo("SUN");
        assertThat(providers.digest().getService("MessageDigest", "SHA-256")).isNotNull();
        for (String rsa : new String[] {"RSA", "SHA256withRSA", "RSASSA-PSS"}) {
            assertThat(providers.signature(rsa)).isSameAs(providers.rsa());
        }
        for (String other : new String[] {"EC", "SHA256withECDSA", "SHA384withPLAIN-ECDSA", "Ed25519", "EdDSA"}) {
            assertThat(providers.signature(other)).isSameAs(providers.bouncyCastle());
        }
        assertThat(providers.rsa().getName()).isEqualTo("SunRsaSign");
    }
}
