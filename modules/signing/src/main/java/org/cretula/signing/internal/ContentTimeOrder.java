package org.cretula.signing.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;

/**
 * A time-stamp that the signature signs was there before it.
 *
 * <p>It is signed with the data, so it cannot come from after the signature; it says that the data are older than it,
 * and of the signature's age only that it is younger. So it is never what the signer is judged as at.
 */
@Explained(
        passed = "The time-stamp over the data is from before the signature.",
        unknown =
                "The time-stamp over the data says a later time than one at which the signature that covers it existed.",
        settledBy = "The signer's word for which of the clocks was wrong.")
public final class ContentTimeOrder implements Check<ContentTimeOrder.Times> {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /**
     * Times.
     *
     * @param stamps of the time-stamps over data, at least one
     * @param claimed by the signer
     * @param proven the signature existed then
     */
    public record Times(List<Instant> stamps, Instant claimed, Optional<Instant> proven) {
        public Times {
            stamps = List.copyOf(stamps);
        }
    }

    @Override
    public String id() {
        return "content-time-stamp-order";
    }

    @Override
    public String clause() {
        return "EN 319 132-1 V1.3.1, 5.2.8; EN 319 102-1 V1.4.1, 5.5.4";
    }

    @Override
    public Finding examine(Times times) {
        Instant last = times.stamps().stream().max(Instant::compareTo).orElseThrow();
        Instant signed = times.proven().orElse(times.claimed().plus(TOLERANCE));
        if (last.isAfter(signed) || last.isAfter(times.claimed().plus(TOLERANCE))) {
            return unknown(
                    SubIndication.TIMESTAMP_ORDER_FAILURE,
                    "the signed data have a time-stamp of " + last + ", but the signature that covers it "
                            + times.proven()
                                    .map(t -> "existed at " + t + " and ")
                                    .orElse("") + "claims to be of " + times.claimed(),
                    "the signer's word for which of the clocks was wrong");
        }
        return passed("the signed data existed at " + last + ", before they were signed");
    }
}
