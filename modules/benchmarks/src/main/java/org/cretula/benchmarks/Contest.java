package org.cretula.benchmarks;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several ways of doing the same, run in turns so that whatever else the machine does befalls all alike.
 *
 * @param operation what is done
 * @param contenders the routed one first
 */
record Contest(String operation, List<Contender> contenders) {

    private static final long WARM_UP_NANOS = 700_000_000L;
    private static final long TURN_NANOS = 60_000_000L;
    private static final int TURNS = 21;

    Contest {
        contenders = List.copyOf(contenders);
    }

    /**
     * How one contender fared.
     *
     * @param nanos the median of its turns, for one operation
     * @param slower how many times as long as the routed one took; below 1 for a faster one
     */
    record Time(Contender contender, double nanos, double slower) {}

    /** Measures; the routed contender is the first again. */
    List<Time> run() throws GeneralSecurityException {
        for (Contender contender : contenders) {
            turn(contender, WARM_UP_NANOS);
        }
        double[][] turns = new double[contenders.size()][TURNS];
        for (int t = 0; t < TURNS; t++) {
            for (int c = 0; c < contenders.size(); c++) {
                turns[c][t] = turn(contenders.get(c), TURN_NANOS);
            }
        }
        double routed = median(turns[0]);
        List<Time> times = new ArrayList<>();
        for (int c = 0; c < contenders.size(); c++) {
            double own = median(turns[c]);
            times.add(new Time(contenders.get(c), own, own / routed));
        }
        return times;
    }

    private static double turn(Contender contender, long nanos) throws GeneralSecurityException {
        long start = System.nanoTime();
        long runs = 0;
        long elapsed;
        do {
            if (!contender.action().run()) {
                throw new IllegalStateException(contender.name() + " gave a wrong result");
            }
            runs++;
            elapsed = System.nanoTime() - start;
        } while (elapsed < nanos);
        return (double) elapsed / runs;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
