package org.cretula.signing.internal;

import java.time.Duration;
import java.time.Instant;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;

/** A signature that was stamped before its signer claims to have made it contradicts itself. */
@Explained(
        passed = "The claimed time of signing does not contradict the time-stamps.",
        unknown =
                "The signer claims to have signed after a time at which the signature is proven to have existed, so one of the clocks was wrong.",
        settledBy = "The signer's word for which clock was wrong.")
public final class SigningTimeOrder implements Check<SigningTimeOrder.Times> {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /**
     * Two times.
     *
     * @param claimed by the signer
     * @param proven by time-stamps
     */
    public record Times(Instant claimed, Instant proven) {}

    @Override
    public String id() {
        return "signing-time-order";
    }

    @Override
    public String clause() {
        return "EN 319 102-1 V1.4.1, 5.5.4";
    }

    @Override
    public Finding examine(Times times) {
        return times.claimed().isAfter(times.proven().plus(TOLERANCE))
                ? unknown(
                        SubIndication.TIMESTAMP_ORDER_FAILURE,
                        "the signer claims to have signed at " + times.claimed() + ", but the signature existed at "
                                + times.proven(),
                        "the signer's word for which of the two clocks was wrong")
                : passed("the signature existed at " + times.proven() + ", which does not contradict the claim "
                        + times.claimed());
    }
}
