package org.cretula.cli.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cretula.testkit.XadesSchema;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What must be true of a matrix, be it a sample or the whole. */
interface MatrixFacts {

    Matrix matrix();

    @TestFactory
    default Stream<DynamicTest> everybody_who_knows_the_algorithm_takes_it() {
        return said(false)
                .map(one -> DynamicTest.dynamicTest(one.getKey().toString(), () -> {
                    Judges.Said said = one.getValue();
                    assertThat(said.yes()).containsKeys(Judge.DSS, Judge.JDK);
                    TreeSet<Judge> no = said.yes().entrySet().stream()
                            .filter(e -> !e.getValue()
                                    && e.getKey().knows(one.getKey().method()))
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toCollection(TreeSet::new));
                    assertThat(no).as(() -> "DSS: " + said.dss()).isEmpty();
                }));
    }

    @TestFactory
    default Stream<DynamicTest> nobody_takes_a_change_of_what_was_signed() {
        return said(true)
                .map(one -> DynamicTest.dynamicTest(one.getKey().toString(), () -> {
                    assertThat(one.getValue().dss()).startsWith("TOTAL_FAILED\tHASH_FAILURE");
                    assertThat(one.getValue().yes()).containsKey(Judge.JDK).doesNotContainValue(true);
                }));
    }

    @TestFactory
    default Stream<DynamicTest> the_schemas_take_it() {
        XadesSchema schema = new XadesSchema();
        return said(false)
                .map(one -> DynamicTest.dynamicTest(
                        one.getKey().toString(),
                        () -> assertThat(schema.faults(Files.readAllBytes(
                                        Objects.requireNonNull(matrix().files().get(one.getKey())))))
                                .isEmpty()));
    }

    private Stream<Map.Entry<Combination, Judges.Said>> said(boolean changed) {
        return matrix().said().entrySet().stream()
                .filter(one -> (one.getKey().kind() == Combination.Kind.CHANGED) == changed);
    }
}
