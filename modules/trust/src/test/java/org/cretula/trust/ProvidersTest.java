package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Security;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jcajce.provider.asymmetric.ec.BCECPublicKey;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.cretula.testkit.TestCa;
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
        for (SignatureSuite suite : SignatureSuite.values()) {
            boolean rsa = suite.name().startsWith("RSA") || suite.name().startsWith("PSS");
            assertThat(providers.signature(suite)).isSameAs(rsa ? providers.rsa() : providers.bouncyCastle());
        }
        assertThat(providers.rsa().getName()).isEqualTo("SunRsaSign");
    }

    @Test
    void a_key_is_converted_once_and_one_with_a_curve_of_its_own_never() throws GeneralSecurityException, IOException {
        Providers providers = new Providers();
        PublicKey key = TestCa.newKeys("EC:secp256r1").getPublic();
        PublicKey converted = providers.converted(key).orElseThrow().key();
        assertThat(converted).isInstanceOf(BCECPublicKey.class);
        assertThat(providers.converted(key).orElseThrow().key()).isSameAs(converted);
        SubjectPublicKeyInfo named = SubjectPublicKeyInfo.getInstance(key.getEncoded());
        byte[] explicit = new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(
                                X9ObjectIdentifiers.id_ecPublicKey, ECNamedCurveTable.getByName("secp256r1")),
                        named.getPublicKeyData().getBytes())
                .getEncoded();
        PublicKey own =
                KeyFactory.getInstance("EC", providers.bouncyCastle()).generatePublic(new X509EncodedKeySpec(explicit));
        assertThat(providers.converted(own)).isEmpty();
    }
}
