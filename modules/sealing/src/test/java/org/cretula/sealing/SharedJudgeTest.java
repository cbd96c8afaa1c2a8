package org.cretula.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Indication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One judge, many threads, good and bad files in any order: each is told the same as by one thread alone. */
class SharedJudgeTest {

    private static final int THREADS = 8;
    private static final List<byte[]> FILES = files();
    private static final List<List<Finding>> EXPECTED =
            FILES.stream().map(f -> Attack.judge(f).verdict().findings()).toList();

    private static List<byte[]> files() {
        List<byte[]> files = new ArrayList<>();
        for (String example : List.of("co-chamber-non-preferential.xml", "co-retroactive-replacement.xml")) {
            byte[] sealed = Fixture.sealed(example, Fixture.EC);
            String text = new String(sealed, StandardCharsets.UTF_8);
            files.add(sealed);
            files.add(Fixture.sealed(example, Fixture.RSA));
            files.add(Fixture.sealed(example, TestCa.root("Stranger").issue(Subject.named("Stranger"))));
            files.add(text.replaceFirst("(GrossWeightMeasure[^>]*>)\\d", "$19").getBytes(StandardCharsets.UTF_8));
            files.add(text.replaceAll(">\\s+<", "><").getBytes(StandardCharsets.UTF_8));
            files.add(text.replaceFirst("<ds:SignatureValue([^>]*)>...", "<ds:SignatureValue$1>AAA")
                    .getBytes(StandardCharsets.UTF_8));
            files.add(text.replace("</ds:KeyInfo>", " </ds:KeyInfo>").getBytes(StandardCharsets.UTF_8));
            files.add(text.substring(0, text.length() / 2).getBytes(StandardCharsets.UTF_8));
            files.add(Fixture.example(example));
        }
        files.add("<a>".repeat(1_000).getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private static void together(int operations) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> wrong = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int seed = t;
                wrong.add(threads.submit(() -> wrong(operations / THREADS, new Random(seed))));
            }
            for (Future<Integer> one : wrong) {
                assertThat(one.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static int wrong(int operations, Random random) {
        int wrong = 0;
        for (int n = 0; n < operations; n++) {
            int file = random.nextInt(FILES.size());
            wrong += Attack.judge(FILES.get(file)).verdict().findings().equals(EXPECTED.get(file)) ? 0 : 1;
        }
        return wrong;
    }

    @Test
    void eight_threads_are_told_the_same_as_one() throws Exception {
        assertThat(EXPECTED.stream().filter(f -> new org.cretula.verdict.Verdict(f).indication() == Indication.VALID))
                .hasSize(4);
        together(2_000);
    }

    @Tag("soak")
    @Test
    @Timeout(3_600)
    void eight_threads_are_told_the_same_as_one_a_hundred_thousand_times() throws Exception {
        together(100_000);
    }
}
