package org.cretula.transport;

import java.util.Locale;
import java.util.Optional;

/**
 * An {@code eb:Error} as a partner reports it (ebMS 3.0 Core, 6.6).
 *
 * @param code such as {@code EBMS:0103}
 * @param severity {@code failure} or {@code warning}
 * @param shortDescription name of the error, such as {@code PolicyNoncompliance}; empty when not given
 * @param detail what the partner adds in words; untrusted text, empty when not given
 * @param refToMessageInError the message concerned, as the error itself says
 */
public record EbmsError(
        String code, String severity, String shortDescription, String detail, Optional<String> refToMessageInError) {

    /** Whether the message was not accepted; false for a warning. */
    public boolean isFailure() {
        return severity.toLowerCase(Locale.ROOT).equals("failure");
    }
}
