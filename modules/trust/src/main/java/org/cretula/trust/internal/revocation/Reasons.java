package org.cretula.trust.internal.revocation;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.jspecify.annotations.Nullable;

/** The reasons for which a list or a distribution point speaks, one bit each, RFC 5280 4.2.1.13. */
final class Reasons {

    private static final List<String> NAMES = List.of(
            "keyCompromise",
            "cACompromise",
            "affiliationChanged",
            "superseded",
            "cessationOfOperation",
            "certificateHold",
            "privilegeWithdrawn",
            "aACompromise");

    static final int ALL = (1 << NAMES.size()) - 1;
    static final int NONE = 0;

    private Reasons() {}

    /** The reasons in an extension; all of them where it names none. */
    static int of(@Nullable ReasonFlags flags) {
        if (flags == null) {
            return ALL;
        }
        byte[] bits = flags.getBytes();
        int reasons = NONE;
        for (int i = 0; i < NAMES.size(); i++) {
            // The first bit is unused.
            int bit = i + 1;
            if (bit / 8 < bits.length && (bits[bit / 8] & (0x80 >> bit % 8)) != 0) {
                reasons |= 1 << i;
            }
        }
        return reasons;
    }

    static String names(int reasons) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            if ((reasons & (1 << i)) != 0) {
                names.add(NAMES.get(i));
            }
        }
        return String.join(", ", names);
    }
}
