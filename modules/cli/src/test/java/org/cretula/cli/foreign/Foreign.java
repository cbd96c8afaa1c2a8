package org.cretula.cli.foreign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cretula.signing.DataObject;
import org.cretula.verdict.Indication;

/**
 * A file that another product wrote, with what DSS says of it.
 *
 * @param file the signed file
 * @param outside files beside it that it is over
 * @param recipe how it was written, in words
 * @param dss what DSS says of each signature, counter-signatures behind what they are of; none if it cannot read the file
 */
record Foreign(Path file, List<Path> outside, String recipe, List<Opinion> dss) {

    Foreign {
        outside = List.copyOf(outside);
        dss = List.copyOf(dss);
    }

    /**
     * What DSS says of a signature.
     *
     * @param indication DSS's word in our own
     * @param reason sub-indication, or {@code -}
     * @param level such as {@code XAdES-BASELINE-B}
     */
    record Opinion(Indication indication, String reason, String level, boolean counter) {

        static List<Opinion> all(String text) {
            return text.equals("-")
                    ? List.of()
                    : Stream.of(text.split(";", -1)).map(Opinion::of).toList();
        }

        private static Opinion of(String text) {
            String[] parts = text.split("/", -1);
            Indication indication = switch (parts[0]) {
                case "TOTAL_PASSED" -> Indication.VALID;
                case "INDETERMINATE" -> Indication.INDETERMINATE;
                default -> Indication.INVALID;
            };
            return new Opinion(indication, parts[1], parts[2], parts[3].equals("counter-signature"));
        }
    }

    /** Those of a folder that a corpus program wrote, by its {@code corpus.tsv}. */
    static List<Foreign> in(Path folder) throws IOException {
        List<Foreign> all = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("corpus.tsv"), StandardCharsets.UTF_8)) {
            String[] cells = line.split("\t", -1);
            List<Path> outside = cells[1].equals("-")
                    ? List.of()
                    : Stream.of(cells[1].split(",", -1)).map(folder::resolve).toList();
            all.add(new Foreign(folder.resolve(cells[0]), outside, cells[2], Opinion.all(cells[cells.length - 1])));
        }
        return all;
    }

    boolean container() {
        return file.toString().matches(".*\\.asic[es]");
    }

    byte[] bytes() throws IOException {
        return Files.readAllBytes(file);
    }

    /** The data as our judge takes them. */
    List<DataObject> data() throws IOException {
        List<DataObject> data = new ArrayList<>();
        for (Path path : outside) {
            data.add(new DataObject(
                    path.getFileName().toString(), Files.readAllBytes(path), "application/octet-stream"));
        }
        return data;
    }

    /** The same with other opinions, or another file. */
    Foreign with(Path other, List<Path> otherOutside, List<Opinion> opinions) {
        return new Foreign(other, otherOutside, recipe, opinions);
    }

    /** Its name, for people. */
    @Override
    public String toString() {
        return file.getFileName() + " (" + recipe + ")";
    }
}
