package org.cretula.cli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    private static boolean reached(String address, String... allowed) throws UnknownHostException {
        List<AddressRange> ranges =
                List.of(allowed).stream().map(AddressRange::of).toList();
        return new PublicAddresses(ranges).mayBeReached(InetAddress.getByName(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.251",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "2001:0:7f00:1::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "2002:a00:1::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void C19_an_address_that_is_not_public_is_not_reached(String address) throws UnknownHostException {
        assertThat(reached(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.167.0.1",
                "223.255.255.255",
                "2001:200::1",
                "2606:4700::1111",
                "2a00::1",
                "64:ff9b::101:101"
            })
    void a_public_address_is_reached(String address) throws UnknownHostException {
        assertThat(reached(address)).isTrue();
    }

    @Test
    void an_allowed_range_is_reached_and_its_neighbours_are_not() throws UnknownHostException {
        assertThat(reached("10.1.2.3", "10.1.0.0/16")).isTrue();
        assertThat(reached("10.2.0.0", "10.1.0.0/16")).isFalse();
        assertThat(reached("127.0.0.1", "127.0.0.1")).isTrue();
        assertThat(reached("127.0.0.2", "127.0.0.1")).isFalse();
        assertThat(reached("fd00::1", "192.168.0.0/16", "fd00::/8")).isTrue();
        assertThat(reached("::1", "0.0.0.0/0")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0", "300.1.1.1", "::/129"})
    void what_is_no_range_is_refused_without_a_look_up(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRange.of(text))
                .withMessageContaining("expected a range of addresses");
    }
}
