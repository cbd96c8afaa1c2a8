package org.cretula.trust.openssl;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A chain with its lists, as two judges get it.
 *
 * @param number its place in the run; the same number is the same case in every run
 * @param kinds what was done to it
 * @param anchors DER
 * @param untrusted DER
 * @param leaf DER
 * @param lists DER
 */
record GeneratedCase(
        int number, List<Kind> kinds, List<byte[]> anchors, List<byte[]> untrusted, byte[] leaf, List<byte[]> lists) {

    private static final long SEED = 20_261_124L;
    private static final List<Kind> ALL = Kind.all();

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
        // What others send is in no order that one may rely on.
        List<CertificateDraft> untrusted = Stream.concat(pki.others.stream(), pki.cas.stream())
                .filter(draft -> !pki.missing.contains(draft))
                .collect(Collectors.toCollection(ArrayList::new));
        return new GeneratedCase(
                number,
                List.copyOf(kinds),
                pki.anchors.stream().map(CertificateDraft::der).toList(),
                untrusted.stream().map(CertificateDraft::der).toList(),
                pki.leaf.der(),
                pki.lists.stream().map(ListDraft::der).toList());
    }

    boolean is(Kind.Soundness soundness) {
        return kinds.stream().anyMatch(kind -> kind.soundness() == soundness);
    }

    @Override
    public String toString() {
        return number + " " + kinds;
    }
}
