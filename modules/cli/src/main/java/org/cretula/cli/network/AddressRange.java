package org.cretula.cli.network;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A range of IP addresses, such as {@code 10.1.0.0/16} or {@code fd00::/8}.
 *
 * @param first an address in it
 * @param bits how many leading bits the others share with it
 */
public record AddressRange(InetAddress first, int bits) {

    private static final Pattern NUMERIC = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]*");

    public AddressRange {
        if (bits < 0 || bits > first.getAddress().length * 8) {
            throw new IllegalArgumentException("expected 0 to " + first.getAddress().length * 8 + " bits, got " + bits);
        }
    }

    /**
     * Reads a range; a single address is a range of its own.
     *
     * @throws IllegalArgumentException when it is none; no name is looked up
     */
    public static AddressRange of(String text) {
        int slash = text.indexOf('/');
        String address = (slash < 0 ? text : text.substring(0, slash)).toLowerCase(Locale.ROOT);
        IllegalArgumentException fault = new IllegalArgumentException(
                "expected a range of addresses, such as 10.1.0.0/16 or fd00::/8, found '" + text + "'");
        if (!NUMERIC.matcher(address).matches()) {
            throw fault;
        }
        try {
            InetAddress first = InetAddress.getByName(address);
            int bits = slash < 0 ? first.getAddress().length * 8 : Integer.parseInt(text.substring(slash + 1));
            return new AddressRange(first, bits);
        } catch (UnknownHostException | IllegalArgumentException e) {
            fault.initCause(e);
            throw fault;
        }
    }

    /** Whether an address lies in it; one of the other family never does. */
    public boolean contains(InetAddress address) {
        byte[] here = first.getAddress();
        byte[] there = address.getAddress();
        int rest = here.length * 8 - bits;
        return here.length == there.length
                && new BigInteger(1, here).shiftRight(rest).equals(new BigInteger(1, there).shiftRight(rest));
    }
}
