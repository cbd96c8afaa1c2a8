package org.cretula.trust.internal.path;

import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.cretula.trust.internal.encoding.Words;

/** The text form of a name constraint, {@code kind:value}. */
public final class NameTree {

    private static final String HOST = "\\.?[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*";

    // No host name is longer (RFC 1035, 2.3.4), and a pattern takes stack for each part of one.
    private static final int LONGEST_HOST = 254;

    private NameTree() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none; the message says what was expected
     */
    public static GeneralSubtree parse(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? "" : text.substring(0, colon).strip();
        String value = text.substring(colon + 1).strip();
        return new GeneralSubtree(
                switch (kind) {
                    case "dn" -> new GeneralName(directory(value));
                    case "dns" -> host(GeneralName.dNSName, value, "dns:example.org");
                    case "uri" -> host(GeneralName.uniformResourceIdentifier, value, "uri:.example.org");
                    case "email" -> mail(value);
                    case "ip" -> address(value);
                    default ->
                        throw new IllegalArgumentException(
                                "expected a name as dn:, dns:, email:, uri: or ip: and a value,"
                                        + " such as dn:C=XA, found '" + Words.line(text) + "'");
                });
    }

    private static X500Name directory(String value) {
        try {
            // As written in RFC 4514 the most general part stands last; as encoded it stands first.
            RDN[] parts = new X500Name(BCStyle.INSTANCE, value).getRDNs();
            X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
            for (int i = parts.length - 1; i >= 0; i--) {
                builder.addMultiValuedRDN(parts[i].getTypesAndValues());
            }
            if (parts.length == 0) {
                throw new IllegalArgumentException("it is empty");
            }
            return builder.build();
        } catch (RuntimeException e) {
            // Bouncy Castle reports what it cannot read by unchecked exceptions of many kinds.
            throw new IllegalArgumentException(
                    "expected a distinguished name such as dn:O=Chamber,C=XA, found '" + Words.line(value) + "': "
                            + Words.line(e),
                    e);
        }
    }

    private static GeneralName host(int kind, String value, String example) {
        if (!isHost(value)) {
            throw new IllegalArgumentException(
                    "expected a host name such as " + example + ", found '" + Words.line(value) + "'");
        }
        return new GeneralName(kind, value);
    }

    private static boolean isHost(String value) {
        return value.length() <= LONGEST_HOST && value.matches(HOST);
    }

    private static GeneralName mail(String value) {
        int sign = value.indexOf('@');
        boolean mailbox = sign > 0 && value.indexOf('@', sign + 1) < 0 && !value.startsWith(".", sign + 1);
        if (!isHost(value.substring(sign + 1)) || (sign >= 0 && !mailbox)) {
            throw new IllegalArgumentException("expected a host or a mailbox such as email:example.org or"
                    + " email:seal@example.org, found '" + Words.line(value) + "'");
        }
        return new GeneralName(GeneralName.rfc822Name, value);
    }

    private static GeneralName address(String value) {
        try {
            if (value.matches("[0-9A-Fa-f.:]+/[0-9]{1,3}")) {
                return new GeneralName(GeneralName.iPAddress, value);
            }
            throw new IllegalArgumentException("no range");
        } catch (RuntimeException e) {
            // As above.
            throw new IllegalArgumentException(
                    "expected a range of addresses such as ip:192.0.2.0/24, found '" + Words.line(value) + "'", e);
        }
    }
}
