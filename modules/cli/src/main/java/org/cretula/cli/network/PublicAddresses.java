package org.cretula.cli.network;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses a stranger's certificate may send us to: those of the public internet, and ranges that the user
 * allowed by name.
 *
 * <p>Everything else is refused, since the machine that judges may stand where the writer of a certificate cannot reach,
 * and must not knock on doors there for him (attack C19). The lists are IANA's special-purpose registries (RFC 6890).
 */
final class PublicAddresses {

    private static final List<AddressRange> SPECIAL = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    // Of the global range 2000::/3: protocol assignments with Teredo, documentation, 6to4.
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20")
            .map(AddressRange::of)
            .toList();
    private static final AddressRange GLOBAL_IPV6 = AddressRange.of("2000::/3");
    // A network without IPv4 reaches it so; the last four bytes are the address reached.
    private static final AddressRange TRANSLATED = AddressRange.of("64:ff9b::/96");

    private final List<AddressRange> allowed;

    PublicAddresses(List<AddressRange> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    boolean mayBeReached(InetAddress address) {
        return allowed.stream().anyMatch(range -> range.contains(address)) || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        if (TRANSLATED.contains(address)) {
            return isPublic(embedded(address));
        }
        boolean special = SPECIAL.stream().anyMatch(range -> range.contains(address));
        return !special && (address instanceof Inet4Address || GLOBAL_IPV6.contains(address));
    }

    private static InetAddress embedded(InetAddress address) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), 12, 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
