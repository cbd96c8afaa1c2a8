package org.cretula.cli.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cretula.oracle.dss.JdkXmlDsigJudge;
import org.cretula.oracle.dss.JdkXmlDsigJudge.CoreValidity;
import org.cretula.oracle.dss.XmlSec1Judge;
import org.cretula.signing.SignatureLevel;
import org.cretula.xml.XmlElement;

/**
 * Asks DSS, in one process for all files, the JDK and xmlsec1.
 *
 * <p>Of a signature below B-LT, DSS is given the lists; from B-LT on the anchors alone, for what else it takes must stand
 * in the signature.
 */
final class Judges {

    /** What DSS says of EdDSA: intact, but TS 119 312 V1.5.1, by which it judges algorithms, does not list it. */
    static final String NOT_IN_ITS_CATALOGUE = "INDETERMINATE\tCRYPTO_CONSTRAINTS_FAILURE_NO_POE";

    private static final Path ROOT = Path.of(System.getProperty("cretula.root", "../.."));

    private final Optional<XmlSec1Judge> xmlSec1 =
            XmlSec1Judge.installed(Optional.ofNullable(System.getenv("PATH")).orElse(""));
    private final Workshop workshop;
    private final Path folder;

    Judges(Workshop workshop, Path folder) {
        this.workshop = workshop;
        this.folder = folder;
    }

    /**
     * What was said of a signature.
     *
     * @param yes by those who were asked; whether it is as it should be
     * @param dss the words of DSS
     */
    record Said(Map<Judge, Boolean> yes, String dss) {}

    /** What all of them say of these files. */
    Map<Combination, Said> ask(Map<Combination, Path> files) throws IOException, InterruptedException {
        Map<String, String> dss = dss(files);
        Map<Combination, Said> said = new LinkedHashMap<>();
        for (Map.Entry<Combination, Path> one : files.entrySet()) {
            Combination combination = one.getKey();
            Path file = one.getValue();
            String words = dss.getOrDefault(file.toString(), "nothing");
            Map<Judge, Boolean> yes = new EnumMap<>(Judge.class);
            yes.put(Judge.DSS, expected(combination).equals(words));
            yes.put(Judge.JDK, jdk(combination, file));
            if (xmlSec1.isPresent()) {
                yes.put(Judge.XMLSEC1, xmlSec1(xmlSec1.get(), file));
            }
            said.put(combination, new Said(yes, words));
        }
        return said;
    }

    private static String expected(Combination combination) {
        return (combination.method().isEdwards() ? NOT_IN_ITS_CATALOGUE : "TOTAL_PASSED\t-") + "\t"
                + String.join(",", Workshop.levels(combination)) + "\t"
                + combination.packaging().signatures();
    }

    private static boolean jdk(Combination combination, Path file) throws IOException {
        byte[] data = Files.readAllBytes(file.resolveSibling(Packaging.DATA_FILE));
        List<CoreValidity> all = JdkXmlDsigJudge.judge(Files.readAllBytes(file), Map.of(Packaging.DATA, data));
        return all.size() == combination.packaging().signatures()
                && all.stream().allMatch(CoreValidity::valid);
    }

    private static boolean xmlSec1(XmlSec1Judge judge, Path file) throws IOException, InterruptedException {
        for (XmlElement signature : Packaging.signatures(Packaging.parsed(Files.readAllBytes(file)))) {
            if (!judge.valid(file, signature.attribute("Id").orElseThrow())) {
                return false;
            }
        }
        return true;
    }

    /** The line of each file without its name. */
    private Map<String, String> dss(Map<Combination, Path> files) throws IOException, InterruptedException {
        Path target = ROOT.resolve("modules/oracle-dss/target");
        Path out = folder.resolve("dss.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A short life does not repay compiling well.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of("-cp", target.resolve("classes") + ":" + target.resolve("lib") + "/*"));
        command.addAll(List.of("org.cretula.oracle.dss.DssJudge", "--at", Workshop.JUDGED.toString()));
        for (Map.Entry<Combination, Path> one : files.entrySet()) {
            boolean alone = one.getKey().level().compareTo(SignatureLevel.B_LT) >= 0;
            command.addAll(List.of("--trust", (alone ? workshop.anchors() : workshop.trustWithLists()).toString()));
            if (one.getKey().packaging() == Packaging.DETACHED) {
                command.addAll(List.of(
                        "--detached",
                        one.getValue().resolveSibling(Packaging.DATA_FILE).toString()));
            }
            command.add(one.getValue().toString());
        }
        new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(
                        Path.of("target", "signature-matrix-dss-messages.txt").toFile())
                .start()
                .waitFor();
        return Files.readAllLines(out).stream()
                .map(line -> line.split("\t", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
}
