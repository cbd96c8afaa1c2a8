package org.cretula.oracle.dss;

import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.spi.DSSUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the signatures of a corpus are over: a small document with a little of what canonicalisation is about, and bytes. */
final class CorpusData {

    private static final String GOODS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <g:goods xmlns:g="urn:cretula:test" xmlns:unused="urn:unused" xml:lang="en" Id="goods">
              <!-- weighed twice -->
              <g:weight  unit='kg' note="a&#9;b &lt; c">120</g:weight><g:slot/><g:empty></g:empty>
              <text><![CDATA[a < b]]> &amp; \u00fc\u20ac</text>
            </g:goods>
            """;

    /** The document. */
    static final DSSDocument DOCUMENT = new InMemoryDocument(GOODS.getBytes(StandardCharsets.UTF_8), "goods.xml");

    /** Bytes. */
    static final DSSDocument BYTES = new InMemoryDocument(new byte[] {0, 1, 2, 3, 13, 10}, "data.bin");

    /** What is signed by a recipe. */
    List<DSSDocument> of(Recipe recipe) {
        return switch (recipe.on("packaging")) {
            case "detached", "asics" -> List.of(BYTES);
            case "detached_two", "enveloping_manifest", "asice" -> List.of(BYTES, DOCUMENT);
            default -> List.of(DOCUMENT);
        };
    }

    /** Lets the data lie in a folder. */
    void writeTo(Path folder) throws IOException {
        for (DSSDocument document : List.of(DOCUMENT, BYTES)) {
            Files.write(folder.resolve(document.getName()), DSSUtils.toByteArray(document));
        }
    }
}
