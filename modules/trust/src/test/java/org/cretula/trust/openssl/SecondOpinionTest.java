package org.cretula.trust.openssl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.PathResult;
import org.cretula.trust.Purpose;
import org.cretula.trust.StrictCertificates;
import org.cretula.trust.StrictParse;
import org.cretula.trust.TrustMaterial;
import org.cretula.trust.internal.Scene;
import org.cretula.trust.internal.Vectors;
import org.cretula.trust.openssl.Kind.Soundness;
import org.cretula.verdict.Indication;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSL judges thousands of generated chains and lists beside us; each difference has a class and a reason. */
class SecondOpinionTest {

    private static final int MANY = 2_000;

    @TempDir
    private Path folder;

    private final List<String> problems = new ArrayList<>();
    private final Map<String, Integer> differences = new TreeMap<>();
    private final Map<String, int[]> kinds = new TreeMap<>();
    private final Set<String> shownAlone = new HashSet<>();

    @BeforeAll
    static void openssl_is_installed() {
        Optional<String> version = OpenSsl.version();
        if (version.isEmpty()) {
            Vectors.absent("OpenSSL 3 is not installed; apt-get install openssl");
        }
    }

    @Test
    void each_kind_of_chain_is_judged_as_openssl_does_or_for_a_written_reason()
            throws IOException, InterruptedException {
        compare(Kind.all().size());
    }

    @Test
    @Tag("long")
    void two_thousand_chains_are_judged_as_openssl_does_or_for_a_written_reason()
            throws IOException, InterruptedException {
        compare(MANY);
        Set<String> unshown = new TreeSet<>();
        for (Difference difference : Difference.ALL) {
            difference.kinds().stream()
                    .filter(kind -> !shownAlone.contains(kind + difference.weAccept()))
                    .forEach(kind -> unshown.add(difference.name() + " by " + kind));
        }
        assertThat(unshown).as("differences that no case shows any more").isEmpty();
    }

    @Test
    void each_class_of_differences_stands_in_the_docs() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("cretula.root", "."), "docs", "divergences.md"));
        for (Difference difference : Difference.ALL) {
            assertThat(page).contains("| `" + difference.name() + "` |");
        }
    }

    @Test
    void each_class_of_differences_is_about_kinds_that_there_are() {
        Set<String> names = Kind.all().stream().map(Kind::name).collect(Collectors.toSet());
        assertThat(names).hasSize(Kind.all().size());
        for (Difference difference : Difference.ALL) {
            assertThat(names).as(difference.name()).containsAll(difference.kinds());
            assertThat(difference.reason()).as(difference.name()).hasSizeGreaterThan(20);
        }
    }

    private void compare(int count) throws IOException, InterruptedException {
        List<GeneratedCase> cases =
                IntStream.range(0, count).mapToObj(GeneratedCase::of).toList();
        long start = System.nanoTime();
        Map<Integer, List<String>> faults = OpenSsl.judge(cases, folder);
        long between = System.nanoTime();
        assertThat(faults).as("answers of openssl").hasSize(count);
        for (GeneratedCase generated : cases) {
            judge(generated, Objects.requireNonNull(faults.get(generated.number())));
        }
        report(count, Duration.ofNanos(between - start), Duration.ofNanos(System.nanoTime() - between));
        assertThat(problems).isEmpty();
    }

    private void judge(GeneratedCase generated, List<String> faults) {
        Optional<String> ours = refusal(generated);
        boolean theyAccept = faults.isEmpty();
        boolean weAccept = ours.isEmpty();
        generated.kinds().forEach(kind -> count(kind, weAccept, theyAccept));
        String both = generated + ": we say " + ours.orElse("valid") + "; openssl says " + faults;
        if (weAccept && generated.is(Soundness.FAULTY)) {
            problems.add("FALSE ACCEPT " + both);
        }
        if (weAccept != theyAccept) {
            Optional<Difference> difference = explained(generated, weAccept);
            difference.ifPresent(d -> differences.merge(d.name(), 1, Integer::sum));
            if (generated.kinds().size() == 1) {
                shownAlone.add(generated.kinds().get(0).name() + weAccept);
            }
            if (difference.isEmpty()) {
                problems.add("DIFFERENCE WITHOUT A CLASS " + both);
            }
        } else if (!weAccept && mustPass(generated)) {
            problems.add("FALSE REFUSAL " + both);
        }
    }

    /** Why we do not accept it, if so. */
    private static Optional<String> refusal(GeneratedCase generated) {
        StrictParse<X509Certificate> leaf = StrictCertificates.parse(generated.leaf());
        if (leaf instanceof StrictParse.Refused<X509Certificate> refused) {
            return Optional.of(refused.explanation());
        }
        TrustMaterial.Builder material = TrustMaterial.of(ExampleTrust.REFUSED);
        certificates(generated.anchors()).forEach(anchor -> material.anchor(Purpose.ISSUER, anchor));
        for (byte[] list : generated.lists()) {
            StrictCertificates.parseCrl(list).value().ifPresent(material::crl);
        }
        PathResult result = new PathExaminer(material.build(), Scene.PROVIDERS)
                .examine(leaf.value().orElseThrow(), certificates(generated.untrusted()), Purpose.ISSUER, Pki.AT);
        return result.verdict().indication() == Indication.VALID
                ? Optional.empty()
                : result.verdict().decisive().map(f -> f.check() + ": " + f.explanation());
    }

    private static List<X509Certificate> certificates(List<byte[]> ders) {
        return ders.stream()
                .map(StrictCertificates::parse)
                .flatMap(parse -> parse.value().stream())
                .toList();
    }

    /**
     * The class that says why we differ in this way. Where OpenSSL accepts what is faulty, every fault must be of such a
     * class: one that OpenSSL knows would not have been let pass.
     */
    private static Optional<Difference> explained(GeneratedCase generated, boolean weAccept) {
        List<Difference> classes =
                Difference.ALL.stream().filter(d -> d.weAccept() == weAccept).toList();
        boolean otherFault = generated.kinds().stream()
                .anyMatch(kind ->
                        kind.soundness() == Soundness.FAULTY && classes.stream().noneMatch(d -> d.covers(kind)));
        return otherFault
                ? Optional.empty()
                : classes.stream().filter(d -> d.covers(generated.kinds())).findFirst();
    }

    private static boolean mustPass(GeneratedCase generated) {
        return generated.kinds().stream().allMatch(kind -> kind.soundness() == Soundness.SOUND)
                && Difference.ALL.stream().noneMatch(d -> d.covers(generated.kinds()) && !d.weAccept());
    }

    private void count(Kind kind, boolean weAccept, boolean theyAccept) {
        int[] counts = kinds.computeIfAbsent(kind.name(), k -> new int[3]);
        counts[0]++;
        counts[1] += weAccept ? 1 : 0;
        counts[2] += theyAccept ? 1 : 0;
    }

    private void report(int count, Duration theirs, Duration ours) {
        System.out.println(count + " chains beside " + OpenSsl.version().orElseThrow() + " (" + theirs.toMillis()
                + " ms, we " + ours.toMillis() + " ms); differences " + differences);
        if (count == MANY) {
            kinds.forEach((name, counts) -> System.out.println(
                    "  " + name + ": " + counts[0] + ", accepted by us " + counts[1] + ", by openssl " + counts[2]));
        }
    }
}
