package org.cretula.xml;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of one document: each is made once or nearly so, for a document has many of few. */
final class Names {

    private static final int RECENT = 1 << 9;
    private static final int LONGEST_SHARED = 80;
    // Of documents before, by chance: most are of one vocabulary. Names never change, so that it may be shared.
    private static final @Nullable Name[] SHARED = new Name[1 << 12];

    // Where a name is found as a rule; which one is kept at a place does not matter.
    private final @Nullable Name[] recent = new Name[RECENT];
    private final Set<String> differing = new HashSet<>();
    // Those not looked for among the differing yet, which is not worth while before there are many.
    private String[] uncounted = new String[64];
    private int uncountedSize;

    Name of(String prefix, String local) {
        int hash = 31 * prefix.hashCode() + local.hashCode();
        hash ^= hash >>> 16;
        Name name = recent[hash & (RECENT - 1)];
        if (name == null || !name.is(prefix, local)) {
            name = shared(hash & (SHARED.length - 1), prefix, local);
            count(prefix);
            count(local);
            recent[hash & (RECENT - 1)] = name;
        }
        return name;
    }

    private static Name shared(int place, String prefix, String local) {
        Name name = SHARED[place];
        if (name == null || !name.is(prefix, local)) {
            name = Name.of(prefix, local);
            if (name.qualified().length() <= LONGEST_SHARED) {
                SHARED[place] = name;
            }
        }
        return name;
    }

    /** Takes note of what is a name too: a prefix that is declared, the target of an instruction. */
    void count(String name) {
        if (uncountedSize == uncounted.length) {
            uncounted = Arrays.copyOf(uncounted, 2 * uncountedSize);
        }
        uncounted[uncountedSize++] = name;
    }

    /**
     * Whether these are more than a vocabulary has: the parser looks each up in a table whose lists a forger can make as
     * long as there are names, so that many cost the square of their number (attack P07).
     */
    boolean areTooMany() {
        if (differing.size() + uncountedSize <= XmlLimits.NAMES) {
            return false;
        }
        for (int i = 0; i < uncountedSize; i++) {
            differing.add(uncounted[i]);
        }
        uncountedSize = 0;
        return differing.size() > XmlLimits.NAMES;
    }
}
