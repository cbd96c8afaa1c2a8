package org.cretula.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cretula.example.ExamplePki;
import org.cretula.trust.TrustMaterial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The drawing in docs/architecture.md, held against the code. */
class ArchitectureTest {

    /** Taking them in takes seconds, so others take them from here. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.cretula");

    /** Module to the modules that it may use. */
    private static final Map<String, List<String>> MAY_USE = new TreeMap<>(Map.of(
            "verdict", List.of(),
            "xml", List.of("verdict"),
            "trust", List.of("verdict", "xml"),
            "signing", List.of("verdict", "xml", "trust"),
            "certificate", List.of("verdict", "xml"),
            "sealing", List.of("verdict", "xml", "trust", "signing", "certificate"),
            "transport", List.of("verdict", "xml", "trust"),
            "gateway", List.of("verdict", "xml", "trust", "signing", "certificate", "sealing", "transport"),
            "example", List.of("verdict", "trust"),
            "conformance", List.of("verdict", "xml", "trust", "signing", "certificate", "sealing", "transport")));

    static List<String> modules() {
        return new ArrayList<>(MAY_USE.keySet());
    }

    @Test
    void the_test_sees_the_whole_house() {
        for (String module : modules()) {
            assertThat(CLASSES.stream().filter(c -> inModule(c, module)).count())
                    .as(module)
                    .isGreaterThanOrEqualTo(5);
        }
        assertThat(CLASSES.size()).isGreaterThan(200);
    }

    private static boolean inModule(JavaClass c, String module) {
        return (c.getPackageName() + ".").startsWith("org.cretula." + module + ".");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void a_module_uses_only_those_of_its_row(String module) {
        List<String> allowed = new ArrayList<>(MAY_USE.getOrDefault(module, List.of()));
        allowed.add(module);
        String[] forbidden = List.of(
                        "verdict",
                        "xml",
                        "trust",
                        "signing",
                        "certificate",
                        "sealing",
                        "transport",
                        "gateway",
                        "example",
                        "conformance",
                        "cli",
                        "testkit",
                        "oracle",
                        "benchmarks")
                .stream()
                .filter(m -> !allowed.contains(m))
                .map(m -> "org.cretula." + m + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("org.cretula." + module + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(forbidden))
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void nobody_reaches_into_a_modules_internals(String module) {
        noClasses()
                .that(resideOutsideOfPackages("org.cretula." + module + ".."))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.cretula." + module + ".internal..")
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"verdict", "xml", "trust", "signing", "certificate", "sealing", "example"})
    void what_judges_offline_holds_no_network_client(String module) {
        noClasses()
                .that()
                .resideInAPackage("org.cretula." + module + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net.http..", "javax.net.."))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.URL")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.Socket")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.InetAddress")
                .check(CLASSES);
    }

    @Test
    void trade_knows_no_cryptography_and_transport_no_seals() {
        noClasses()
                .that()
                .resideInAPackage("org.cretula.certificate..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.security..", "javax.crypto..", "org.bouncycastle.."))
                .check(CLASSES);
    }

    @Test
    void names_say_what_a_thing_is() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Utils?)")
                .orShould()
                .haveNameMatching(".*\\.Abstract[^.]*")
                .orShould()
                .resideInAnyPackage("..util..", "..impl..", "..common..")
                .check(CLASSES);
    }

    @Test
    void the_trust_loader_knows_the_example_root_by_the_name_that_the_example_pki_gives_it() {
        assertThat(ExamplePki.ORGANIZATION).isEqualTo(TrustMaterial.EXAMPLE_ORGANISATION);
    }
}
