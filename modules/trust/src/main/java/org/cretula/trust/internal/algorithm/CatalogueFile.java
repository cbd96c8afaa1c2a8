package org.cretula.trust.internal.algorithm;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cretula.trust.internal.encoding.Words;

/**
 * A catalogue of algorithms as it is written; every word of it counts, and what is not understood is an error.
 *
 * <p>A line skipped in silence would leave an algorithm without its end date.
 */
public record CatalogueFile(String version, String source, List<Line> lines) {

    private static final String COLUMNS = "kind;name;from;to;end;clause;dates;note";
    private static final int WIDTH = COLUMNS.split(";", -1).length;
    private static final int LARGEST = 1 << 20;
    // Each line is held against those before it.
    private static final int MOST_LINES = 2_000;

    /** What a line is about. */
    public enum Kind {
        DIGEST,
        SIGNATURE,
        KEY
    }

    /** One rule: a size from and to, in bits, both included, or any. */
    public record Line(Kind kind, String name, int from, int to, Optional<LocalDate> end, String clause) {

        public boolean holds(int bits) {
            return from <= bits && bits <= to;
        }

        private boolean overlaps(Line other) {
            return kind == other.kind && name.equals(other.name) && from <= other.to && other.from <= to;
        }
    }

    public CatalogueFile {
        lines = List.copyOf(lines);
    }

    /** The line for a name and a size. */
    public Optional<Line> line(Kind kind, String name, int bits) {
        for (Line line : lines) {
            if (line.kind() == kind && line.name().equals(name) && line.holds(bits)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    public static CatalogueFile parse(byte[] csv) {
        List<Numbered> text = text(csv);
        String version = head(text, 0, "version");
        String source = head(text, 1, "source");
        if (text.size() < 3 || !text.get(2).text().equals(COLUMNS)) {
            throw fault(number(text, 2), "the columns '" + COLUMNS + "'", content(text, 2), "name exactly these");
        }
        if (text.size() > MOST_LINES) {
            throw fault(
                    number(text, MOST_LINES), "at most " + MOST_LINES + " lines", "more", "leave out what is not used");
        }
        List<Line> lines = new ArrayList<>();
        for (Numbered numbered : text.subList(3, text.size())) {
            Line line = line(numbered);
            if (lines.stream().anyMatch(line::overlaps)) {
                throw fault(numbered.number(), "one line for each size of " + line.name(), "a second", "remove one");
            }
            lines.add(line);
        }
        return new CatalogueFile(version, source, lines);
    }

    private record Numbered(int number, String text) {}

    private static List<Numbered> text(byte[] csv) {
        if (csv.length > LARGEST) {
            throw new IllegalArgumentException("algorithm catalogue: expected at most " + LARGEST + " bytes, found "
                    + csv.length + "; give the catalogue itself");
        }
        String all;
        try {
            all = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(csv))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "algorithm catalogue: expected UTF-8, found other bytes; save it as UTF-8", e);
        }
        List<Numbered> lines = new ArrayList<>();
        String[] raw = all.split("\r?\n", -1);
        for (int i = 0; i < raw.length; i++) {
            if (!raw[i].isBlank() && !raw[i].startsWith("#")) {
                lines.add(new Numbered(i + 1, raw[i]));
            }
        }
        return lines;
    }

    private static String head(List<Numbered> text, int index, String key) {
        String line = content(text, index);
        String value =
                line.startsWith(key + ";") ? line.substring(key.length() + 1).strip() : "";
        if (value.isEmpty()) {
            throw fault(number(text, index), "'" + key + ";' and a value", line, "add it");
        }
        return value;
    }

    private static Line line(Numbered numbered) {
        String[] cells = numbered.text().split(";", -1);
        if (cells.length != WIDTH) {
            throw fault(numbered.number(), WIDTH + " columns", cells.length + " of them", "add or join columns");
        }
        Kind kind = Arrays.stream(Kind.values())
                .filter(k -> k.name().toLowerCase(Locale.ROOT).equals(cells[0]))
                .findFirst()
                .orElseThrow(() ->
                        fault(numbered.number(), "the kind digest, signature or key", cells[0], "use one of them"));
        if (cells[1].isBlank() || cells[5].isBlank() || cells[6].isBlank()) {
            throw fault(numbered.number(), "name, clause and dates", "an empty one", "fill it in");
        }
        boolean any = cells[2].isEmpty() && cells[3].isEmpty();
        int from = any ? 0 : bits(numbered.number(), cells[2]);
        int to = any ? Integer.MAX_VALUE : bits(numbered.number(), cells[3]);
        if (from > to) {
            throw fault(numbered.number(), "from at most to", from + " and " + to, "exchange them");
        }
        return new Line(kind, cells[1], from, to, end(numbered.number(), cells[4]), cells[5]);
    }

    private static int bits(int number, String cell) {
        if (!cell.matches("[1-9][0-9]{0,5}")) {
            throw fault(number, "a number of bits in both from and to", cell, "give both or neither");
        }
        return Integer.parseInt(cell);
    }

    private static Optional<LocalDate> end(int number, String cell) {
        if (cell.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(cell));
        } catch (DateTimeException e) {
            IllegalArgumentException fault =
                    fault(number, "an end such as 2029-01-01, or nothing", cell, "write year, month and day");
            fault.initCause(e);
            throw fault;
        }
    }

    private static String content(List<Numbered> text, int index) {
        return index < text.size() ? text.get(index).text() : "the end of the file";
    }

    private static int number(List<Numbered> text, int index) {
        return index < text.size() ? text.get(index).number() : text.size() + 1;
    }

    private static IllegalArgumentException fault(int line, String expected, String found, String todo) {
        return new IllegalArgumentException("algorithm catalogue, line " + line + ": expected " + expected + ", found '"
                + Words.line(found) + "'; " + todo);
    }
}
