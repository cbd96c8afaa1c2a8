package org.cretula.trust.internal.encoding;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Answers that are dear to find and never change, up to a weight; what was not asked for longest is forgotten first.
 *
 * <p>Whoever sends certificates by the thousand fills the memory of it, and not that of the machine. May be shared by
 * threads; two that ask for the same at once may both find it.
 *
 * @param <K> the question, which must be immutable
 * @param <V> the answer, which must be immutable
 */
public final class Remembered<K, V> {

    private record Weighed<V>(V value, long weight) {}

    private final long most;
    private final ToLongFunction<K> weigher;
    private final Map<K, Weighed<V>> answers = new LinkedHashMap<>(64, 0.75f, true);
    private long weight;

    /**
     * Nothing yet.
     *
     * @param most the weight, about in bytes, above which it forgets
     * @param weigher what a question and its answer weigh
     */
    public Remembered(long most, ToLongFunction<K> weigher) {
        this.most = most;
        this.weigher = weigher;
    }

    /** The answer, found now if it is not remembered. */
    public V get(K key, Supplier<V> finder) {
        synchronized (answers) {
            Weighed<V> known = answers.get(key);
            if (known != null) {
                return known.value();
            }
        }
        V found = finder.get();
        Weighed<V> weighed = new Weighed<>(found, weigher.applyAsLong(key));
        if (weighed.weight() <= most) {
            synchronized (answers) {
                Weighed<V> before = answers.put(key, weighed);
                weight += weighed.weight() - (before == null ? 0 : before.weight());
                forget();
            }
        }
        return found;
    }

    /** What is remembered now, in the weigher's units. */
    public long weight() {
        synchronized (answers) {
            return weight;
        }
    }

    private void forget() {
        var eldest = answers.values().iterator();
        while (weight > most) {
            weight -= eldest.next().weight();
            eldest.remove();
        }
    }
}
