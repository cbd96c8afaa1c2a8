package org.cretula.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cretula.gateway.World.CUSTOMS_XB;
import static org.cretula.gateway.World.NODE_XA;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayConfigTest {

    @TempDir
    Path folder;

    private Path file;
    private String good;

    @BeforeEach
    void write() throws IOException {
        file = World.sending(
                folder, NODE_XA, CUSTOMS_XB, World.certificateOf(CUSTOMS_XB), URI.create("http://127.0.0.1:9/as4"));
        good = Files.readString(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"party", "keystore", "alias", "listen", "store"})
    void a_key_that_is_missing_is_named(String key) throws IOException {
        assertFault(good.replaceAll("(?m)^" + key + ":.*\\n(  .*\\n)*", ""), "expected '" + key + "', found none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"certificate", "service", "action"})
    void a_key_that_is_missing_for_a_partner_is_named_with_the_partner(String key) throws IOException {
        assertFault(
                good.replaceAll("(?m)^    " + key + ":.*\\n", ""), "expected 'customs-xb: " + key + "', found none");
    }

    @Test
    void a_partner_without_a_party_is_named() throws IOException {
        assertFault(
                good.replaceAll("(?m)^    party:.*\\n(      .*\\n)*", ""), "expected 'customs-xb: party', found none");
    }

    @Test
    void a_missing_password_is_named_with_both_ways_to_give_one() throws IOException {
        assertFault(good.replace("password: example\n", ""), "expected 'password or passwordFile', found none");
    }

    @Test
    void a_key_that_nobody_knows_is_named_with_its_line_and_those_that_are_known() throws IOException {
        assertFault(good.replace("alias:", "alais:"), "line 5", "found 'alais'", "alias", "keystore");
    }

    @Test
    void a_key_that_nobody_knows_in_a_partner_is_named_with_its_line() throws IOException {
        assertFault(good.replace("    action:", "    actoin:"), "line 18", "found 'actoin'", "action");
    }

    @Test
    void a_key_given_twice_is_refused() throws IOException {
        assertFault(good.replace("store: store\n", "store: store\nstore: other\n"), "line 10", "store");
    }

    @Test
    void a_text_where_a_list_belongs_is_refused_with_its_line() throws IOException {
        assertFault(good.replaceAll("(?s)partners:.*", "partners: none\n"), "line 10", "partners", "expected a list");
    }

    @Test
    void a_text_where_keys_belong_is_refused_with_its_line() throws IOException {
        assertFault(
                good.replaceAll("(?m)^party:.*\\n(  .*\\n)*", "party: node-xa\n"), "line 1", "party", "expected keys");
    }

    @Test
    void a_text_where_a_partner_belongs_is_refused_with_its_line() throws IOException {
        assertFault(good.replaceAll("(?s)partners:.*", "partners:\n  - customs-xb\n"), "line 11", "expected keys");
    }

    @Test
    void a_text_where_all_keys_belong_is_refused_with_its_line() throws IOException {
        assertFault("node-xa\n", "line 1: expected keys");
    }

    @Test
    void a_second_configuration_in_the_same_file_is_refused() throws IOException {
        assertFault(good + "---\n" + good, "line ");
    }

    @Test
    void a_partner_of_nothing_is_refused() throws IOException {
        assertFault(good.replaceAll("(?s)partners:.*", "partners:\n  - ~\n"), "expected 'a partner'", "found none");
    }

    @Test
    void what_is_not_yaml_is_refused_with_its_line() throws IOException {
        assertFault(good.replace("alias: as4", "alias: \"as4"), "line ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "~\n"})
    void an_empty_file_is_refused(String text) throws IOException {
        assertFault(text, "found an empty file");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        Path absent = folder.resolve("absent.yaml");
        assertThatExceptionOfType(GatewayConfigException.class)
                .isThrownBy(() -> GatewayConfig.load(absent))
                .withMessageContainingAll(absent.toString(), "expected", "found nothing");
    }

    @Test
    void a_file_that_is_too_large_is_refused() throws IOException {
        assertFault(good + "# " + "x".repeat(1 << 20), "at most 1 MiB");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, expected host:port",
        "127.0.0.1:http, expected host:port",
        "127.0.0.1:70000, expected host:port",
        ":8443, no such host",
        "no-such-host.invalid:8443, no such host",
    })
    void an_address_that_is_none_is_refused(String address, String words) throws IOException {
        assertFault(good.replaceAll("(?m)^listen:.*", "listen: \"" + address + "\""), "listen", words);
        assertFault(good.replaceAll("(?m)^admin:.*", "admin: \"" + address + "\""), "admin", words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:0", "[::]:0", "192.0.2.1:8080"})
    void an_admin_address_that_others_can_reach_is_refused(String address) throws IOException {
        assertFault(good.replaceAll("(?m)^admin:.*", "admin: \"" + address + "\""), "expected a loopback address");
    }

    @Test
    void an_admin_address_that_others_can_reach_is_refused_from_a_program_too() throws GatewayConfigException {
        GatewayConfig config = GatewayConfig.load(file);
        Optional<InetSocketAddress> everywhere = Optional.of(new InetSocketAddress("0.0.0.0", 0));
        assertThatThrownBy(() -> new GatewayConfig(
                        config.identity(), config.listen(), everywhere, config.store(), config.partners()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loopback");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1/as4", "127.0.0.1:8443", "/as4", "http:///as4", "http://a b/as4"})
    void an_endpoint_that_is_no_http_address_is_refused(String endpoint) throws IOException {
        assertFault(
                good.replaceAll("(?m)^    endpoint:.*", "    endpoint: \"" + endpoint + "\""),
                "customs-xb",
                "endpoint");
    }

    @Test
    void a_key_store_that_is_not_there_is_named() throws IOException {
        assertFault(
                good.replaceAll("(?m)^keystore:.*", "keystore: absent.p12"),
                folder.resolve("absent.p12").toString(),
                "found nothing");
    }

    @Test
    void a_wrong_password_is_refused_and_not_repeated() throws IOException {
        Files.writeString(file, good.replace("password: example", "password: geheim"));
        assertThatExceptionOfType(GatewayConfigException.class)
                .isThrownBy(() -> GatewayConfig.load(file))
                .withMessageContainingAll(file.toString(), "expected the password of", "node-xa.p12")
                .satisfies(e -> assertThat(e).message().doesNotContain("geheim"));
    }

    @Test
    void a_password_file_that_is_not_there_is_named() throws IOException {
        assertFault(
                good.replace("password: example", "passwordFile: absent.txt"),
                folder.resolve("absent.txt").toString(),
                "found nothing");
    }

    @Test
    void an_alias_that_is_not_there_is_refused_with_those_that_are() throws IOException {
        assertFault(good.replace("alias: as4", "alias: other"), "'other'", "'as4'");
    }

    @Test
    void a_partners_certificate_that_is_not_there_is_named_with_the_partner() throws IOException {
        assertFault(
                good.replaceAll("(?m)^    certificate:.*", "    certificate: absent.crt"),
                "customs-xb",
                folder.resolve("absent.crt").toString(),
                "found nothing");
    }

    @Test
    void a_partners_certificate_that_cannot_be_read_is_named_with_the_partner() throws IOException {
        Files.writeString(folder.resolve("bad.crt"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertFault(
                good.replaceAll("(?m)^    certificate:.*", "    certificate: bad.crt"),
                "customs-xb",
                folder.resolve("bad.crt").toString());
    }

    @Test
    void a_partner_that_is_ourselves_is_refused() throws IOException {
        assertFault(good.replace("      id: customs-xb", "      id: node-xa"), "customs-xb", "same party");
    }

    @Test
    void two_partners_of_one_name_are_refused() throws IOException {
        String partner = good.substring(good.indexOf("  - name:"));
        assertFault(good + partner.replace("urn:cretula:services:co", "urn:other"), "two partners", "customs-xb");
    }

    @Test
    void two_partners_on_the_same_terms_are_refused() throws IOException {
        String partner = good.substring(good.indexOf("  - name:"));
        assertFault(good + partner.replace("name: customs-xb", "name: other"), "customs-xb", "other", "same terms");
    }

    @Test
    void a_good_file_says_who_we_are_and_with_whom_and_on_what_terms_we_exchange() throws GatewayConfigException {
        GatewayConfig config = GatewayConfig.load(file);
        assertThat(config.identity().party().id()).isEqualTo(NODE_XA);
        assertThat(config.store()).isEqualTo(folder.resolve("store"));
        assertThat(config.listen().getAddress().isLoopbackAddress()).isTrue();
        assertThat(config.admin()).isPresent();
        Partner partner = config.partner(CUSTOMS_XB).orElseThrow();
        assertThat(partner.endpoint()).contains(URI.create("http://127.0.0.1:9/as4"));
        assertThat(partner.outgoing().initiator().party().id()).isEqualTo(NODE_XA);
        assertThat(partner.incoming().initiator().party().id()).isEqualTo(CUSTOMS_XB);
        assertThat(partner.outgoing().agreement()).contains("urn:cretula:agreements:xa-xb");
        assertThat(config.partner("nobody")).isEmpty();
    }

    @Test
    void a_file_may_name_a_password_file_and_leave_out_admin_and_partners() throws IOException, GatewayConfigException {
        Files.writeString(folder.resolve("password.txt"), "example\n");
        Files.writeString(
                file,
                good.replace("password: example", "passwordFile: password.txt")
                        .replaceAll("(?m)^admin:.*\\n", "")
                        .replaceAll("(?s)partners:.*", ""));
        GatewayConfig config = GatewayConfig.load(file);
        assertThat(config.admin()).isEmpty();
        assertThat(config.partners()).isEqualTo(List.of());
    }

    private void assertFault(String text, String... words) throws IOException {
        assertThat(text).as("the test changes the file").isNotEqualTo(good);
        Files.writeString(file, text);
        assertThatExceptionOfType(GatewayConfigException.class)
                .isThrownBy(() -> GatewayConfig.load(file))
                .withMessageContaining(file.toString())
                .withMessageContainingAll(words);
    }
}
