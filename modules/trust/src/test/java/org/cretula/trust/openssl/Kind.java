package org.cretula.trust.openssl;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One way in which a chain or its lists may be made: good but unusual, or damaged.
 *
 * @param name what was done, such as {@code leaf-expired}
 * @param soundness what RFC 5280 and our own rules make of it
 * @param topics what it touches; two kinds that touch the same are never combined, so neither undoes the other
 * @param change how to make it
 */
record Kind(String name, Soundness soundness, Set<Topic> topics, Consumer<Pki> change) {

    enum Soundness {
        /** Nothing is wrong with it: we accept it, unless a class of differences says why not. */
        SOUND,
        /** RFC 5280 or a rule that it leaves to the verifier forbids it: we never accept it, whatever OpenSSL says. */
        FAULTY,
        /** Left to the verifier: each class of differences says what we do and why. */
        OPEN
    }

    enum Topic {
        LEAF_DATES,
        LEAF_SIGNATURE,
        LEAF_USAGE,
        LEAF_IDENTIFIERS,
        LEAF_NAMES,
        LEAF_KEY,
        LEAF_OTHER,
        CA,
        ROOT,
        LISTS
    }

    static List<Kind> all() {
        List<Kind> all = new ArrayList<>();
        all.addAll(LeafKinds.ALL);
        all.addAll(CaKinds.ALL);
        all.addAll(NameKinds.ALL);
        all.addAll(PolicyKinds.ALL);
        all.addAll(PathKinds.ALL);
        all.addAll(ListKinds.ALL);
        return List.copyOf(all);
    }

    static Kind sound(String name, Consumer<Pki> change, Topic... topics) {
        return new Kind(name, Soundness.SOUND, Set.of(topics), change);
    }

    static Kind faulty(String name, Consumer<Pki> change, Topic... topics) {
        return new Kind(name, Soundness.FAULTY, Set.of(topics), change);
    }

    static Kind open(String name, Consumer<Pki> change, Topic... topics) {
        return new Kind(name, Soundness.OPEN, Set.of(topics), change);
    }

    boolean touchesNoneOf(List<Kind> others) {
        return others.stream().allMatch(other -> other.topics().stream().noneMatch(topics::contains));
    }

    @Override
    public String toString() {
        return name;
    }
}
