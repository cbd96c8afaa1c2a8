package org.cretula.xml;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of one document: each is made once, for a document has many of few. */
final class Names {

    private static final int RECENT = 256;

    // Where a name is found as a rule; which one is kept at a place does not matter.
    private final @Nullable Name[] recent = new Name[RECENT];
    private final Map<String, Map<String, Name>> all = new HashMap<>();
    private final Set<String> differing = new HashSet<>();

    Name of(String prefix, String local) {
        int place = (local.hashCode() + 31 * prefix.hashCode()) & (RECENT - 1);
        Name name = recent[place];
        if (name == null || !name.local().equals(local) || !name.prefix().equals(prefix)) {
            name = all.computeIfAbsent(prefix, p -> new HashMap<>()).computeIfAbsent(local, l -> Name.of(prefix, l));
            count(prefix);
            count(local);
            recent[place] = name;
        }
        return name;
    }

    /** Takes note of what is a name too: a prefix that is declared, the target of an instruction. */
    void count(String name) {
        differing.add(name);
    }

    /**
     * Whether these are more than a vocabulary has: the parser looks each up in a table whose lists a forger can make as
     * long as there are names, so that many cost the square of their number (attack P07).
     */
    boolean areTooMany() {
        return differing.size() > XmlLimits.NAMES;
    }
}
