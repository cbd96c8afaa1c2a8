package org.cretula.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Certificates of origin of some sizes, made from the documentation's examples. */
final class Documents {

    private static final String FIRST = "      <cac:GoodsItem>\n";
    private static final String LAST = "      </cac:GoodsItem>\n";

    private Documents() {}

    /** The root of the source tree. */
    static Path root() {
        Path given = Path.of(System.getProperty("cretula.root", "."));
        return Files.isDirectory(given.resolve("docs")) ? given : Path.of("../..");
    }

    /** A whole certificate of 8 KB. */
    static byte[] small() {
        return example("co-retroactive-replacement.xml").getBytes(StandardCharsets.UTF_8);
    }

    /** The form of a certificate with so many goods items that it has about this many bytes. */
    static byte[] of(int bytes) {
        String one = example("co-wine-timber-textiles.xml");
        int from = one.indexOf(FIRST);
        int to = one.lastIndexOf(LAST) + LAST.length();
        String items = one.substring(from, to);
        int times = Math.max(1, (bytes - one.length() + items.length()) / items.length());
        return (one.substring(0, from) + items.repeat(times) + one.substring(to)).getBytes(StandardCharsets.UTF_8);
    }

    private static String example(String name) {
        try {
            return Files.readString(root().resolve("docs/examples").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
