package org.cretula.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several ways of doing the same, run in turns so that whatever else the machine does befalls all alike.
 *
 * @param operation what is done
 * @param contenders the routed one first
 * @param pace how long
 */
record Contest(String operation, List<Contender> contenders, Pace pace) {

    /**
     * How long it is run.
     *
     * @param warmUpNanos of each contender, which are not counted; up to six times as long for one that was not run so often by then
     * @param warmUpRuns how often each is to be run before it counts
     * @param turnNanos a turn ends with the first run behind them
     * @param turns of each contender
     */
    record Pace(long warmUpNanos, int warmUpRuns, long turnNanos, int turns) {

        /** The same with this share of the warm-up. */
        Pace warmedUp(double share) {
            return new Pace((long) (warmUpNanos * share), (int) Math.ceil(warmUpRuns * share), turnNanos, turns);
        }

        static final Pace USUAL = new Pace(700_000_000L, 1, 60_000_000L, 21);
    }

    Contest {
        contenders = List.copyOf(contenders);
    }

    Contest(String operation, List<Contender> contenders) {
        this(operation, contenders, Pace.USUAL);
    }

    /**
     * How one contender fared.
     *
     * @param nanos of processor time, the median of its turns, for one operation
     * @param slower how many times as long as the routed one took; below 1 for a faster one
     */
    record Time(Contender contender, double nanos, double slower) {}

    /** Measures; the routed contender is the first again. */
    List<Time> run() throws GeneralSecurityException {
        for (Contender contender : contenders) {
            double each = turn(contender, pace.warmUpNanos());
            double missing = pace.warmUpRuns() * each - pace.warmUpNanos();
            turn(contender, (long) Math.min(missing, 5.0 * pace.warmUpNanos()));
        }
        double[][] turns = new double[contenders.size()][pace.turns()];
        for (int t = 0; t < pace.turns(); t++) {
            for (int c = 0; c < contenders.size(); c++) {
                turns[c][t] = turn(contenders.get(c), pace.turnNanos());
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

    /** Processor time of this thread for one run, which what else the machine does lengthens less than it does the day's. */
    private static double turn(Contender contender, long nanos) throws GeneralSecurityException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = System.nanoTime();
        long used = threads.getCurrentThreadCpuTime();
        long runs = 0;
        do {
            if (!contender.action().run()) {
                throw new IllegalStateException(contender.name() + " gave a wrong result");
            }
            runs++;
        } while (System.nanoTime() - start < nanos);
        return (double) (threads.getCurrentThreadCpuTime() - used) / runs;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
