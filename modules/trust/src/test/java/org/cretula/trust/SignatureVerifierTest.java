package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.cretula.testkit.TestCa;
import org.cretula.trust.SignatureVerifier.Form;
import org.cretula.trust.internal.Cross;
import org.cretula.trust.internal.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureVerifierTest {

    private static final Provider BC = Scene.PROVIDERS.bouncyCastle();
    private static final SignatureVerifier VERIFIER = new SignatureVerifier(Scene.PROVIDERS);
    private static final byte[] MESSAGE = "2400 kg".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "2401 kg".getBytes(StandardCharsets.UTF_8);
    private static final KeyPair EC = TestCa.newKeys("EC:secp256r1");
    private static final KeyPair RSA = TestCa.newKeys("RSA:2048");
    private static final KeyPair DSA = TestCa.newKeys("DSA");
    private static final KeyPair ED25519 = TestCa.newKeys("Ed25519");
    private static final KeyPair ED448 = TestCa.newKeys("Ed448");
    private static final KeyPair ML_DSA_65 = mlDsa("ML-DSA-65");
    private static final KeyPair ML_DSA_87 = mlDsa("ML-DSA-87");

    private static KeyPair keys(SignatureSuite suite) {
        return switch (suite) {
            case ED25519 -> ED25519;
            case ED448 -> ED448;
            case ML_DSA_65 -> ML_DSA_65;
            case ML_DSA_87 -> ML_DSA_87;
            default ->
                switch (suite.scheme()) {
                    case ECDSA -> EC;
                    case DSA -> DSA;
                    default -> RSA;
                };
        };
    }

    @ParameterizedTest
    @EnumSource
    void a_good_signature_verifies_and_one_of_other_bytes_or_another_key_does_not(SignatureSuite suite)
            throws GeneralSecurityException {
        KeyPair keys = keys(suite);
        byte[] value = sign(suite, keys.getPrivate());
        assertThat(VERIFIER.verify(suite, keys.getPublic(), MESSAGE, value, Form.X509))
                .isTrue();
        assertThat(VERIFIER.verify(suite, keys.getPublic(), ByteBuffer.wrap(MESSAGE), value, Form.X509))
                .isTrue();
        assertThat(VERIFIER.verify(suite, keys.getPublic(), OTHER, value, Form.X509))
                .isFalse();
        for (SignatureSuite other : SignatureSuite.values()) {
            if (!keys(other).equals(keys)) {
                assertThat(VERIFIER.verify(suite, keys(other).getPublic(), MESSAGE, value, Form.X509))
                        .isFalse();
            }
            if (other != suite) {
                assertThat(VERIFIER.verify(other, keys.getPublic(), MESSAGE, value, Form.X509))
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_value_with_a_byte_more_or_less_is_refused_and_nothing_is_thrown(SignatureSuite suite)
            throws GeneralSecurityException {
        KeyPair keys = keys(suite);
        byte[] value = sign(suite, keys.getPrivate());
        byte[] zeroBefore = new byte[value.length + 1];
        System.arraycopy(value, 0, zeroBefore, 1, value.length);
        for (byte[] bad : List.of(
                Arrays.copyOf(value, value.length + 1),
                zeroBefore,
                Arrays.copyOf(value, value.length - 1),
                new byte[value.length],
                new byte[0],
                new byte[100_000])) {
            for (Form form : Form.values()) {
                assertThat(VERIFIER.verify(suite, keys.getPublic(), MESSAGE, bad, form))
                        .isFalse();
            }
        }
    }

    @Test
    void K09_ecdsa_numbers_of_zero_are_refused() throws IOException {
        BigInteger order = ((ECPublicKey) EC.getPublic()).getParams().getOrder();
        for (BigInteger r : List.of(BigInteger.ZERO, BigInteger.ONE, order)) {
            for (BigInteger s : List.of(BigInteger.ZERO, order)) {
                assertThat(ecdsa(der(r, s), Form.X509)).isFalse();
                assertThat(ecdsa(plain(r, s), Form.XML)).isFalse();
            }
        }
    }

    @Test
    void K10_ecdsa_values_in_another_encoding_are_refused() throws GeneralSecurityException, IOException {
        byte[] der = sign(SignatureSuite.ECDSA_SHA256, EC.getPrivate());
        ASN1Sequence sequence = ASN1Sequence.getInstance(der);
        BigInteger r = ((ASN1Integer) sequence.getObjectAt(0)).getValue();
        BigInteger s = ((ASN1Integer) sequence.getObjectAt(1)).getValue();
        byte[] plain = plain(r, s);
        assertThat(ecdsa(der, Form.X509)).isTrue();
        assertThat(ecdsa(plain, Form.XML)).isTrue();
        assertThat(ecdsa(der, Form.XML)).isFalse();
        assertThat(ecdsa(plain, Form.X509)).isFalse();
        BigInteger order = ((ECPublicKey) EC.getPublic()).getParams().getOrder();
        assertThat(ecdsa(der(r.add(order), s), Form.X509)).isFalse();
        assertThat(ecdsa(der(r, s.negate()), Form.X509)).isFalse();
        // A length in two bytes where one would do, and a zero in front of a number.
        byte[] longLength = new byte[der.length + 1];
        longLength[0] = der[0];
        longLength[1] = (byte) 0x81;
        System.arraycopy(der, 1, longLength, 2, der.length - 1);
        assertThat(ecdsa(longLength, Form.X509)).isFalse();
        byte[] padded = new byte[66];
        System.arraycopy(plain, 0, padded, 1, 32);
        System.arraycopy(plain, 32, padded, 34, 32);
        assertThat(ecdsa(padded, Form.XML)).isFalse();
    }

    @Test
    void K10_a_malleated_ecdsa_value_verifies_and_so_no_value_may_serve_as_identity()
            throws GeneralSecurityException, IOException {
        ASN1Sequence sequence = ASN1Sequence.getInstance(sign(SignatureSuite.ECDSA_SHA256, EC.getPrivate()));
        BigInteger r = ((ASN1Integer) sequence.getObjectAt(0)).getValue();
        BigInteger s = ((ASN1Integer) sequence.getObjectAt(1)).getValue();
        BigInteger order = ((ECPublicKey) EC.getPublic()).getParams().getOrder();
        assertThat(ecdsa(der(r, order.subtract(s)), Form.X509)).isTrue();
    }

    /** Paddings with the right digest at their end, each of which some verifier has once accepted. */
    static Stream<String> lenientPaddings() {
        String digest = HexFormat.of().formatHex(sha256());
        String info = "3031300d060960864801650304020105000420" + digest;
        return Stream.of(
                // The digest's identifier without its NULL.
                padded("302f300b0609608648016503040201" + "0420" + digest, 0),
                // A length in its long form.
                padded("308131300d060960864801650304020105000420" + digest, 0),
                // Something behind the digest, and less padding for it (Bleichenbacher 2006).
                padded(info, 100),
                // The digest alone.
                padded(digest, 0),
                // Block type 2, and padding with another byte in it.
                padded(info, 0).replaceFirst("^0001", "0002"),
                padded(info, 0).replaceFirst("^0001ff", "0001fe"),
                // The right one with one bit changed in its middle, and SHA-1's identifier in front of the digest.
                padded(info, 0).replaceFirst("ffff003031", "fffe003031"),
                padded("302d300906052b0e03021a05000420" + digest, 0));
    }

    @ParameterizedTest
    @MethodSource("lenientPaddings")
    void K11_a_pkcs_1_padding_that_is_not_the_one_right_one_is_refused(String padding) {
        assertThat(VERIFIER.verify(SignatureSuite.RSA_SHA256, RSA.getPublic(), MESSAGE, raw(padding), Form.X509))
                .isFalse();
    }

    @Test
    void K11_the_one_right_padding_made_in_the_same_way_verifies() {
        String info = "3031300d060960864801650304020105000420" + HexFormat.of().formatHex(sha256());
        assertThat(VERIFIER.verify(
                        SignatureSuite.RSA_SHA256, RSA.getPublic(), MESSAGE, raw(padded(info, 0)), Form.X509))
                .isTrue();
    }

    @Test
    void K12_rsa_pss_with_another_salt_or_mask_is_refused() throws GeneralSecurityException {
        for (PSSParameterSpec spec : List.of(
                pss("SHA-256", 20), pss("SHA-256", 0), pss("SHA-256", 222), pss("SHA-1", 32), pss("SHA-512", 32))) {
            assertThat(VERIFIER.verify(
                            SignatureSuite.PSS_SHA256,
                            RSA.getPublic(),
                            MESSAGE,
                            signPss(RSA.getPrivate(), spec),
                            Form.X509))
                    .isFalse();
        }
        byte[] right = signPss(RSA.getPrivate(), pss("SHA-256", 32));
        assertThat(VERIFIER.verify(SignatureSuite.PSS_SHA256, RSA.getPublic(), MESSAGE, right, Form.X509))
                .isTrue();
    }

    @Test
    void K12_parameters_that_are_not_the_fixed_ones_name_no_algorithm() throws IOException {
        AlgorithmIdentifier sha256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
        AlgorithmIdentifier sha512 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha512);
        ASN1Integer one = new ASN1Integer(1);
        assertThat(SignatureSuite.of(pss(sha256, sha256, 32, one))).contains(SignatureSuite.PSS_SHA256);
        assertThat(SignatureSuite.of(pss(sha256, sha256, 20, one))).isEmpty();
        assertThat(SignatureSuite.of(pss(sha256, sha512, 32, one))).isEmpty();
        assertThat(SignatureSuite.of(pss(sha512, sha256, 64, one))).isEmpty();
        assertThat(SignatureSuite.of(pss(sha256, sha256, 32, new ASN1Integer(2))))
                .isEmpty();
        assertThat(SignatureSuite.of(pss(sha256, sha256, 32, new ASN1Integer(BigInteger.TWO.pow(80)))))
                .isEmpty();
        assertThat(SignatureSuite.of(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS).getEncoded()))
                .isEmpty();
    }

    @Test
    void certificates_name_suites_with_sha_3_by_the_identifiers_of_nist() throws IOException {
        AlgorithmIdentifier sha3 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha3_256);
        AlgorithmIdentifier sha256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
        ASN1Integer one = new ASN1Integer(1);
        assertThat(SignatureSuite.of(pss(sha3, sha256, 32, one))).isEmpty();
        assertThat(SignatureSuite.of(pss(sha3, sha3, 20, one))).isEmpty();
        assertThat(SignatureSuite.of(pss(sha3, sha3, 32, one))).contains(SignatureSuite.PSS_SHA3_256);
        assertThat(SignatureSuite.of(
                        new AlgorithmIdentifier(NISTObjectIdentifiers.id_ecdsa_with_sha3_256).getEncoded()))
                .contains(SignatureSuite.ECDSA_SHA3_256);
        assertThat(SignatureSuite.of(
                        new AlgorithmIdentifier(NISTObjectIdentifiers.id_ecdsa_with_sha3_512).getEncoded()))
                .contains(SignatureSuite.ECDSA_SHA3_512);
    }

    @Test
    void K12_a_key_for_rsa_pss_with_other_parameters_verifies_nothing_else()
            throws GeneralSecurityException, IOException {
        AlgorithmIdentifier sha512 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha512);
        SubjectPublicKeyInfo plain =
                SubjectPublicKeyInfo.getInstance(RSA.getPublic().getEncoded());
        SubjectPublicKeyInfo bound = new SubjectPublicKeyInfo(
                AlgorithmIdentifier.getInstance(pss(sha512, sha512, 64, new ASN1Integer(1))),
                plain.getPublicKeyData().getBytes());
        PublicKey key = KeyFactory.getInstance("RSASSA-PSS", Scene.PROVIDERS.rsa())
                .generatePublic(new X509EncodedKeySpec(bound.getEncoded()));
        byte[] sha256 = signPss(RSA.getPrivate(), pss("SHA-256", 32));
        assertThat(VERIFIER.verify(SignatureSuite.PSS_SHA256, key, MESSAGE, sha256, Form.X509))
                .isFalse();
        byte[] pkcs1 = sign(SignatureSuite.RSA_SHA512, RSA.getPrivate());
        assertThat(VERIFIER.verify(SignatureSuite.RSA_SHA512, key, MESSAGE, pkcs1, Form.X509))
                .isFalse();
        byte[] right = sign(SignatureSuite.PSS_SHA512, RSA.getPrivate());
        assertThat(VERIFIER.verify(SignatureSuite.PSS_SHA512, key, MESSAGE, right, Form.X509))
                .isTrue();
    }

    @Test
    void K14_eddsa_with_a_key_of_small_order_is_refused() throws GeneralSecurityException, IOException {
        // The neutral point as key and R with S = 0 satisfies the equation for every message.
        byte[] neutral = new byte[32];
        neutral[0] = 1;
        SubjectPublicKeyInfo info =
                SubjectPublicKeyInfo.getInstance(ED25519.getPublic().getEncoded());
        byte[] encoded = new SubjectPublicKeyInfo(info.getAlgorithm(), neutral).getEncoded();
        PublicKey key = KeyFactory.getInstance("EdDSA", "SunEC").generatePublic(new X509EncodedKeySpec(encoded));
        byte[] value = Arrays.copyOf(neutral, 64);
        assertThat(VERIFIER.verify(SignatureSuite.ED25519, key, MESSAGE, value, Form.X509))
                .isFalse();
    }

    @Test
    void K14_an_eddsa_number_beyond_the_order_is_refused() throws GeneralSecurityException {
        byte[] value = sign(SignatureSuite.ED25519, ED25519.getPrivate());
        BigInteger order = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
        byte[] big = new byte[33];
        for (int i = 0; i < 32; i++) {
            big[32 - i] = value[32 + i];
        }
        byte[] sum = new BigInteger(1, big).add(order).toByteArray();
        byte[] same = Arrays.copyOf(value, 32);
        same = Arrays.copyOf(same, 64);
        for (int i = 0; i < 32 && i < sum.length; i++) {
            same[32 + i] = sum[sum.length - 1 - i];
        }
        assertThat(VERIFIER.verify(SignatureSuite.ED25519, ED25519.getPublic(), MESSAGE, same, Form.X509))
                .isFalse();
    }

    @Test
    void K08_a_key_with_a_curve_of_its_own_verifies_nothing() throws GeneralSecurityException, IOException {
        SubjectPublicKeyInfo named =
                SubjectPublicKeyInfo.getInstance(EC.getPublic().getEncoded());
        byte[] explicit = new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(
                                X9ObjectIdentifiers.id_ecPublicKey, ECNamedCurveTable.getByName("secp256r1")),
                        named.getPublicKeyData().getBytes())
                .getEncoded();
        PublicKey key = KeyFactory.getInstance("EC", BC).generatePublic(new X509EncodedKeySpec(explicit));
        byte[] value = sign(SignatureSuite.ECDSA_SHA256, EC.getPrivate());
        assertThat(VERIFIER.verify(SignatureSuite.ECDSA_SHA256, key, MESSAGE, value, Form.X509))
                .isFalse();
    }

    @Test
    void a_key_on_a_curve_that_the_jdk_lacks_verifies_in_both_forms() throws GeneralSecurityException, IOException {
        KeyPair keys = Cross.curve("brainpoolP256r1");
        byte[] der = sign(SignatureSuite.ECDSA_SHA256, keys.getPrivate());
        ASN1Sequence sequence = ASN1Sequence.getInstance(der);
        byte[] plain = plain(
                ((ASN1Integer) sequence.getObjectAt(0)).getValue(), ((ASN1Integer) sequence.getObjectAt(1)).getValue());
        assertThat(VERIFIER.verify(SignatureSuite.ECDSA_SHA256, keys.getPublic(), MESSAGE, der, Form.X509))
                .isTrue();
        assertThat(VERIFIER.verify(SignatureSuite.ECDSA_SHA256, keys.getPublic(), MESSAGE, plain, Form.XML))
                .isTrue();
    }

    private static boolean ecdsa(byte[] value, Form form) {
        return VERIFIER.verify(SignatureSuite.ECDSA_SHA256, EC.getPublic(), MESSAGE, value, form);
    }

    private static byte[] der(BigInteger r, BigInteger s) throws IOException {
        return new DERSequence(new ASN1Integer[] {new ASN1Integer(r), new ASN1Integer(s)}).getEncoded();
    }

    private static byte[] plain(BigInteger r, BigInteger s) {
        return HexFormat.of().parseHex(fixed(r, 64) + fixed(s, 64));
    }

    private static String fixed(BigInteger number, int digits) {
        String hex = number.toString(16);
        return "0".repeat(digits - hex.length()) + hex;
    }

    private static byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256", "SUN").digest(MESSAGE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String padded(String info, int garbage) {
        String tail = "00" + info + "5a".repeat(garbage);
        return "0001" + "ff".repeat(256 - 2 - tail.length() / 2) + tail;
    }

    private static byte[] raw(String padding) {
        RSAPrivateKey key = (RSAPrivateKey) RSA.getPrivate();
        RSAPublicKey open = (RSAPublicKey) RSA.getPublic();
        BigInteger value = new BigInteger(padding, 16).modPow(key.getPrivateExponent(), open.getModulus());
        return HexFormat.of().parseHex(fixed(value, 512));
    }

    private static PSSParameterSpec pss(String mask, int salt) {
        return new PSSParameterSpec("SHA-256", "MGF1", new MGF1ParameterSpec(mask), salt, 1);
    }

    private static byte[] pss(AlgorithmIdentifier digest, AlgorithmIdentifier mask, int salt, ASN1Integer trailer)
            throws IOException {
        AlgorithmIdentifier mgf = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, mask);
        return new AlgorithmIdentifier(
                        PKCSObjectIdentifiers.id_RSASSA_PSS,
                        new RSASSAPSSparams(digest, mgf, new ASN1Integer(salt), trailer))
                .getEncoded();
    }

    private static byte[] signPss(PrivateKey key, PSSParameterSpec spec) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("RSASSA-PSS", Scene.PROVIDERS.rsa());
        signature.setParameter(spec);
        return sign(signature, key);
    }

    private static byte[] sign(SignatureSuite suite, PrivateKey key) throws GeneralSecurityException {
        String digest = suite.digest().orElse("");
        String name = digest.replace("SHA-", "SHA");
        return switch (suite.scheme()) {
            case RSA_PKCS1 -> sign(Signature.getInstance(name + "withRSA", BC), key);
            case RSA_PSS ->
                signPss(
                        key,
                        new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), suite.digestBytes(), 1));
            case ECDSA -> sign(Signature.getInstance(name + "withECDSA", BC), key);
            case DSA -> sign(Signature.getInstance(name + "withDSA", BC), key);
            case EDDSA, ML_DSA -> sign(Signature.getInstance(key.getAlgorithm(), BC), key);
        };
    }

    private static byte[] sign(Signature signature, PrivateKey key) throws GeneralSecurityException {
        signature.initSign(key);
        signature.update(MESSAGE);
        return signature.sign();
    }

    private static KeyPair mlDsa(String name) {
        try {
            return KeyPairGenerator.getInstance(name, BC).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
