package org.cretula.trust.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.cretula.testkit.TestCa;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyWeaknessTest {

    private static final BigInteger MODULUS =
            ((RSAPublicKey) TestCa.newKeys("RSA:2048").getPublic()).getModulus();
    private static final BigInteger USUAL = BigInteger.valueOf(65537);
    // A Mersenne prime.
    private static final BigInteger PRIME = BigInteger.TWO.pow(2203).subtract(BigInteger.ONE);

    @ParameterizedTest
    @ValueSource(longs = {-3, 0, 1, 2, 3, 65535, 65536, 65538})
    void K07_an_exponent_that_is_small_or_even_is_a_weakness(long exponent) {
        assertThat(KeyWeakness.of(key(MODULUS, BigInteger.valueOf(exponent))))
                .hasValueSatisfying(w -> assertThat(w).contains("exponent"));
    }

    @Test
    void K07_an_exponent_that_is_large_and_even_is_a_weakness() {
        assertThat(KeyWeakness.of(key(MODULUS, BigInteger.TWO.pow(1000)))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 101, 167})
    void K07_a_modulus_with_a_small_factor_is_a_weakness(int factor) {
        assertThat(KeyWeakness.of(key(PRIME.multiply(BigInteger.valueOf(factor)), USUAL)))
                .hasValueSatisfying(w -> assertThat(w).contains("small factor"));
    }

    @RepeatedTest(4)
    void a_usual_key_has_none() {
        assertThat(KeyWeakness.of(TestCa.newKeys("RSA:2048").getPublic())).isEmpty();
        assertThat(KeyWeakness.of(key(MODULUS, USUAL))).isEmpty();
    }

    @Test
    void a_key_that_is_not_rsa_has_none() {
        assertThat(KeyWeakness.of(TestCa.newKeys("EC:secp256r1").getPublic())).isEmpty();
    }

    /** Keys that no provider would make an object of. */
    private static PublicKey key(BigInteger modulus, BigInteger exponent) {
        return new PublicKey() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getAlgorithm() {
                return "RSA";
            }

            @Override
            public String getFormat() {
                return "X.509";
            }

            @Override
            public byte[] getEncoded() {
                try {
                    return new SubjectPublicKeyInfo(
                                    new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption),
                                    new DerRsaKey(modulus, exponent))
                            .getEncoded();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    private record DerRsaKey(BigInteger modulus, BigInteger exponent) implements ASN1Encodable {
        @Override
        public ASN1Primitive toASN1Primitive() {
            return new DERSequence(new ASN1Integer[] {new ASN1Integer(modulus), new ASN1Integer(exponent)});
        }
    }
}
