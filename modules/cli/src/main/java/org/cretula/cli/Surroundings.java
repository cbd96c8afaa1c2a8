package org.cretula.cli;

import java.util.List;
import java.util.Optional;
import org.cretula.signing.Augmenter;
import org.cretula.signing.DataObject;
import org.cretula.signing.Prepared;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.asic.AsicContainer;
import org.cretula.signing.asic.PreparedContainer;
import org.cretula.signing.asic.SignatureDocument;
import org.cretula.xml.XmlLimits;

/**
 * What lies outside of a document with signatures: the data that they are over, and the container where there is one.
 *
 * @param data outside of the document
 * @param container that the document is put into; empty where the document is the file
 * @param replaced name of the document in the container that gives way to it; empty for a further one
 */
record Surroundings(List<DataObject> data, Optional<AsicContainer> container, Optional<String> replaced) {

    /** What was signed in here may have 64 MiB, in base64, and its evidence beside it. */
    static final XmlLimits LIMITS = new XmlLimits(200 << 20, 64, 200_000, 64, 96 << 20);

    /** The most of a file that is read, a container or not. */
    static final int MOST_OF_A_FILE = 256 << 20;

    private static final String FIRST = "PK\3\4";
    private static final String MIMETYPE = "mimetypeapplication/vnd.etsi.asic-";
    private static final int HEADER_BYTES = 30;

    /** No container; data beside the document, or none. */
    static Surroundings of(DataObject... data) {
        return new Surroundings(List.of(data), Optional.empty(), Optional.empty());
    }

    /** A container that the document comes into as a further one. */
    static Surroundings of(AsicContainer container) {
        return new Surroundings(container.files(), Optional.of(container), Optional.empty());
    }

    /** A container that has had the document by this name. */
    static Surroundings of(AsicContainer container, String replaced) {
        return new Surroundings(container.files(), Optional.of(container), Optional.of(replaced));
    }

    /** Whether a file is a ZIP file, which no XML document is. */
    static boolean isZip(byte[] file) {
        return startsWith(file, 0, FIRST);
    }

    /** Whether a file says in its first bytes that it is a container of data and signatures. */
    static boolean isContainer(byte[] file) {
        return isZip(file) && startsWith(file, HEADER_BYTES, MIMETYPE);
    }

    private static boolean startsWith(byte[] file, int at, String start) {
        boolean so = file.length >= at + start.length();
        for (int i = 0; so && i < start.length(); i++) {
            so = file[at + i] == start.charAt(i);
        }
        return so;
    }

    /** The same augmenter, which has the data. */
    Augmenter given(Augmenter augmenter) {
        return augmenter.withData(data.toArray(DataObject[]::new)).within(LIMITS);
    }

    /** The file, of the document with its signatures. */
    byte[] around(byte[] document) throws SigningRefusedException {
        if (container.isEmpty()) {
            return document;
        }
        AsicContainer whole = replaced.isPresent()
                ? container.get().with(new SignatureDocument(replaced.get(), document))
                : container.get().with(document);
        return whole.toBytes();
    }

    /** The file that waits for the value of a signature. */
    byte[] around(Prepared prepared) {
        return container.isPresent() ? new PreparedContainer(container.get(), prepared).toBytes() : prepared.toBytes();
    }
}
