package org.cretula.trust.openssl;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A chain with its lists, as two judges get it; the same number is the same case in every run. */
final class GeneratedCase {

    private static final long SEED = 20_261_124L;
    private static final List<Kind> ALL = Kind.all();

    private final int number;
    private final List<Kind> kinds;
    private final List<byte[]> anchors;
    private final List<byte[]> untrusted;
    private final byte[] leaf;
    private final List<byte[]> lists;

    private GeneratedCase(int number, List<Kind> kinds, Pki pki) {
        this.number = number;
        this.kinds = List.copyOf(kinds);
        this.anchors = pki.anchors.stream().map(CertificateDraft::der).toList();
        // First what may lead astray.
        this.untrusted = Stream.concat(pki.others.stream(), pki.cas.stream())
                .filter(draft -> !pki.missing.contains(draft))
                .map(CertificateDraft::der)
                .toList();
        this.leaf = pki.leaf.der();
        this.lists = pki.lists.stream().map(ListDraft::der).toList();
    }

    /** Each kind in turn, some with one or two others. */
    static GeneratedCase of(int number) {
        Random random = new Random(SEED + number * 7919L);
        List<Kind> kinds = new ArrayList<>();
        kinds.add(ALL.get(number % ALL.size()));
        int more = number < ALL.size() ? 0 : random.nextInt(10);
        for (int i = 0; i < (more < 5 ? 0 : more < 9 ? 1 : 2); i++) {
            Kind another = ALL.get(random.nextInt(ALL.size()));
            if (another.touchesNoneOf(kinds)) {
                kinds.add(another);
            }
        }
        return of(number, kinds, random);
    }

    private static GeneratedCase of(int number, List<Kind> kinds, Random random) {
        Pki pki = new Pki(number, random.nextInt(3) == 0, random);
        // Always in the same order, so that a kind that adds a CA comes before one that changes a list of it.
        ALL.stream().filter(kinds::contains).forEach(kind -> kind.change().accept(pki));
        return new GeneratedCase(number, kinds, pki);
    }

    int number() {
        return number;
    }

    /** What was done to it. */
    List<Kind> kinds() {
        return kinds;
    }

    /** DER. */
    List<byte[]> anchors() {
        return anchors;
    }

    /** DER. */
    List<byte[]> untrusted() {
        return untrusted;
    }

    /** DER. */
    byte[] leaf() {
        return leaf.clone();
    }

    /** DER. */
    List<byte[]> lists() {
        return lists;
    }

    boolean is(Kind.Soundness soundness) {
        return kinds.stream().anyMatch(kind -> kind.soundness() == soundness);
    }

    @Override
    public String toString() {
        return number + " " + kinds;
    }
}
