package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.cretula.testkit.TestCa;
import org.cretula.trust.AlgorithmJudgement.Status;
import org.cretula.trust.internal.Cross;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlgorithmCatalogueTest {

    private static final AlgorithmCatalogue USUAL = AlgorithmCatalogue.usual();
    private static final String HEAD = "version;7\nsource;S\nkind;name;from;to;end;clause;dates;note\n";

    @ParameterizedTest
    @CsvSource({
        "MD5, 2004-07-31, 2004-08-01",
        "SHA-1, 2012-07-31, 2012-08-01",
        "RIPEMD-160, 2014-07-31, 2014-08-01",
        "SHA-224, 2028-12-31, 2029-01-01"
    })
    void a_digest_is_reliable_to_the_last_moment_before_its_end_and_not_after(String digest, String last, String end) {
        assertThat(USUAL.digest(digest, Instant.parse(last + "T23:59:59.999Z")).status())
                .isEqualTo(Status.RELIABLE);
        AlgorithmJudgement ended = USUAL.digest(digest, Instant.parse(end + "T00:00:00Z"));
        assertThat(ended.status()).isEqualTo(Status.ENDED);
        assertThat(ended.end()).contains(LocalDate.parse(end));
        assertThat(ended.words()).contains(digest, end, "clause 5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-256", "SHA-384", "SHA-512", "SHA3-256", "SHA3-384", "SHA3-512"})
    void digests_without_end_are_reliable(String digest) {
        assertThat(USUAL.digest(digest, Instant.parse("2100-01-01T00:00:00Z")).reliable())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD2", "SHA3-224", "sha-256", ""})
    void a_digest_that_is_not_named_is_unknown_at_any_time(String digest) {
        assertThat(USUAL.digest(digest, Instant.EPOCH).status()).isEqualTo(Status.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_MD5, 2004-08-01",
        "RSA_SHA1, 2012-08-01",
        "RSA_SHA224, 2029-01-01",
        "RSA_SHA256, 2029-01-01",
        "RSA_SHA512, 2029-01-01",
        "PSS_SHA1, 2012-08-01",
        "PSS_SHA256, ",
        "PSS_SHA3_256, ",
        "ECDSA_SHA3_256, ",
        "ECDSA_SHA1, 2012-08-01",
        "ECDSA_SHA224, 2029-01-01",
        "ECDSA_SHA256, ",
        "ECDSA_SHA512, ",
        "DSA_SHA1, 2012-08-01",
        "DSA_SHA256, ",
        "ED25519, ",
        "ED448, ",
        "ML_DSA_65, ",
    })
    void a_signature_ends_with_the_first_of_its_scheme_and_digest(SignatureSuite suite, LocalDate end) {
        AlgorithmJudgement judgement = USUAL.signature(suite, Instant.parse("2000-01-01T00:00:00Z"));
        assertThat(judgement.status()).isEqualTo(Status.RELIABLE);
        assertThat(judgement.end()).isEqualTo(Optional.ofNullable(end));
    }

    @ParameterizedTest
    @CsvSource({
        "RSA:1024, 2019-10-01",
        "RSA:1536, 2019-10-01",
        "RSA:2048, 2029-01-01",
        "RSA:3072, ",
        "EC:secp256r1, ",
        "EC:secp384r1, ",
        "EC:secp521r1, ",
        "Ed25519, ",
        "Ed448, ",
        "DSA, 2029-01-01",
    })
    void a_key_ends_with_its_size(String algorithm, LocalDate end) {
        AlgorithmJudgement judgement =
                USUAL.key(TestCa.newKeys(algorithm).getPublic(), Instant.parse("2000-01-01T00:00:00Z"));
        assertThat(judgement.status()).as(judgement.words()).isEqualTo(Status.RELIABLE);
        assertThat(judgement.end()).isEqualTo(Optional.ofNullable(end));
    }

    @ParameterizedTest
    @CsvSource({"secp192r1, 2012-08-01", "secp224r1, 2021-10-01", "brainpoolP256r1, ", "brainpoolP512r1, "})
    void a_key_on_a_curve_that_the_jdk_lacks_ends_with_its_curve(String curve, LocalDate end) {
        AlgorithmJudgement judgement = USUAL.key(Cross.curve(curve).getPublic(), Instant.parse("2000-01-01T00:00:00Z"));
        assertThat(judgement.status()).as(judgement.words()).isEqualTo(Status.RELIABLE);
        assertThat(judgement.end()).isEqualTo(Optional.ofNullable(end));
    }

    @Test
    void K07_a_key_that_is_not_named_is_unknown_at_any_time() {
        KeyPair koblitz = Cross.curve("secp256k1");
        KeyPair agreement = TestCa.newKeys("X25519");
        for (PublicKey key : new PublicKey[] {koblitz.getPublic(), agreement.getPublic(), new Unreadable()}) {
            assertThat(USUAL.key(key, Instant.EPOCH).status()).isEqualTo(Status.UNKNOWN);
        }
    }

    @Test
    void K06_a_signature_algorithm_of_a_list_is_judged_by_its_identifier() throws IOException {
        byte[] sha1 = identifier("1.2.840.113549.1.1.5");
        assertThat(USUAL.signature(sha1, Instant.parse("2012-01-01T00:00:00Z")).status())
                .isEqualTo(Status.RELIABLE);
        assertThat(USUAL.signature(sha1, Instant.parse("2013-01-01T00:00:00Z")).status())
                .isEqualTo(Status.ENDED);
        AlgorithmJudgement md2 = USUAL.signature(identifier("1.2.840.113549.1.1.2"), Instant.EPOCH);
        assertThat(md2.status()).isEqualTo(Status.UNKNOWN);
        assertThat(md2.words()).contains("1.2.840.113549.1.1.2");
        assertThat(USUAL.signature(new byte[] {5, 0}, Instant.EPOCH).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void the_usual_catalogue_says_what_it_is() {
        assertThat(USUAL.version()).isNotBlank();
        assertThat(USUAL.source()).isEqualTo("ETSI TS 119 312 V2.1.1 (2026-06)");
        assertThat(USUAL.sha256()).matches("[0-9a-f]{64}");
        assertThat(AlgorithmCatalogue.usual()).isSameAs(USUAL);
    }

    @Test
    void a_catalogue_of_ones_own_decides_alone() {
        AlgorithmCatalogue own = load(HEAD + "# a remark\n\ndigest;SHA-256;;;2030-06-01;5;own;\n");
        assertThat(own.version()).isEqualTo("7");
        assertThat(own.source()).isEqualTo("S");
        assertThat(own.sha256()).isNotEqualTo(USUAL.sha256());
        assertThat(own.digest("SHA-256", Instant.parse("2030-06-01T00:00:00Z")).status())
                .isEqualTo(Status.ENDED);
        assertThat(own.digest("SHA-512", Instant.EPOCH).status()).isEqualTo(Status.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hash;SHA-256;;;;5;own;         | the kind digest, signature or key",
                "digest;SHA-256;;;;5;own         | 8 columns",
                "digest;SHA-256;;;;5;own;;x      | 8 columns",
                "digest;;;;;5;own;              | name, clause and dates",
                "digest;SHA-256;;;;;own;        | name, clause and dates",
                "digest;SHA-256;;;;5;;          | name, clause and dates",
                "digest;SHA-256;;;2030;5;own;   | an end such as 2029-01-01",
                "key;RSA;2048;;;5;own;          | a number of bits",
                "key;RSA;x;3000;;5;own;         | a number of bits",
                "key;RSA;3000;2048;;5;own;      | from at most to",
            })
    void what_is_not_understood_is_an_error_that_says_where_and_what_to_do(String line, String expected) {
        assertThatThrownBy(() -> load(HEAD + line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 4")
                .hasMessageContaining("expected " + expected)
                .hasMessageContaining("found")
                .hasMessageContaining("; ");
    }

    @Test
    void two_lines_for_one_size_are_an_error() {
        assertThatThrownBy(() -> load(HEAD + "key;RSA;1024;2048;;6;own;\nkey;RSA;2048;4096;;6;own;"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "version;7\n",
                "version;\nsource;S\n",
                "source;S\nversion;7\n",
                "version;7\nsource;S\nkind;name;from;to;end;clause;dates\n",
                "version;7\nsource;S\nkind;name;from;to;end;clause;dates;note;more\n"
            })
    void a_catalogue_without_version_source_and_exact_columns_is_an_error(String csv) {
        assertThatThrownBy(() -> load(csv))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @Test
    void bytes_that_are_not_utf_8_are_an_error() {
        assertThatThrownBy(() -> AlgorithmCatalogue.load(new byte[] {(byte) 0xff}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("UTF-8");
    }

    private static AlgorithmCatalogue load(String csv) {
        return AlgorithmCatalogue.load(csv.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] identifier(String oid) throws IOException {
        return new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid), DERNull.INSTANCE).getEncoded();
    }

    /** A key as a token's provider may give it, without an encoding. */
    private static final class Unreadable implements PublicKey {
        private static final long serialVersionUID = 1L;

        @Override
        public String getAlgorithm() {
            return "RSA";
        }

        @Override
        public String getFormat() {
            return "none";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[0];
        }
    }
}
