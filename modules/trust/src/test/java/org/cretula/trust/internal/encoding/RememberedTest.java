package org.cretula.trust.internal.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private final List<Integer> found = new ArrayList<>();

    @Test
    void an_answer_is_found_once() {
        Remembered<Integer, Integer> remembered = new Remembered<>(10, k -> 1);
        assertThat(twice(remembered, 3)).isEqualTo(6);
        assertThat(twice(remembered, 3)).isEqualTo(6);
        assertThat(found).containsExactly(3);
    }

    @Test
    void C12_what_was_not_asked_for_longest_is_forgotten_first() {
        Remembered<Integer, Integer> remembered = new Remembered<>(2, k -> 1);
        twice(remembered, 1);
        twice(remembered, 2);
        twice(remembered, 1);
        twice(remembered, 3);
        assertThat(remembered.weight()).isEqualTo(2);
        found.clear();
        twice(remembered, 1);
        twice(remembered, 2);
        assertThat(found).containsExactly(2);
    }

    @Test
    void C12_a_farm_of_questions_never_weighs_more_than_allowed() {
        Remembered<Integer, Integer> remembered = new Remembered<>(100, k -> k % 7);
        for (int i = 0; i < 10_000; i++) {
            twice(remembered, i);
            assertThat(remembered.weight()).isLessThanOrEqualTo(100);
        }
    }

    @Test
    void what_weighs_more_than_allowed_is_answered_but_not_remembered() {
        Remembered<Integer, Integer> remembered = new Remembered<>(10, k -> 11);
        assertThat(twice(remembered, 1)).isEqualTo(2);
        assertThat(remembered.weight()).isZero();
    }

    @Test
    void threads_get_their_answers() throws Exception {
        Remembered<Integer, Integer> remembered = new Remembered<>(50, k -> 1);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        int key = i % 97;
                        if (remembered.get(key, () -> key * 2) != key * 2) {
                            return false;
                        }
                    }
                    return true;
                }));
            }
            for (Future<Boolean> one : all) {
                assertThat(one.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(remembered.weight()).isLessThanOrEqualTo(50);
    }

    private int twice(Remembered<Integer, Integer> remembered, int key) {
        return remembered.get(key, () -> {
            found.add(key);
            return key * 2;
        });
    }
}
