package org.cretula.signing.asic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.cretula.signing.DataObject;
import org.cretula.signing.SigningRefusedException;
import org.cretula.xml.CanonicalWriter;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;

/**
 * The list of files and their media types in an ASiC-E container with XAdES (EN 319 162-1 V1.1.1 clause 4.4.3.2), in the
 * form of OpenDocument 1.2 part 3. It is not signed, so its media types are hints.
 */
final class OpenDocumentManifest {

    static final String NAME = EntryName.META + "manifest.xml";
    private static final String NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0";
    private static final XmlDoor DOOR = new XmlDoor(XmlLimits.CERTIFICATE);

    private OpenDocumentManifest() {}

    static byte[] write(AsicForm form, Map<String, DataObject> data) {
        CanonicalWriter w = CanonicalWriter.compact()
                .root("manifest:manifest", Map.of("manifest", NAMESPACE), "manifest:version", "1.2");
        entry(w, "/", form.mimeType());
        data.forEach((name, object) -> entry(w, name, object.mimeType()));
        return w.end().toDocument();
    }

    private static void entry(CanonicalWriter w, String path, String mimeType) {
        w.start("manifest:file-entry", "manifest:full-path", path, "manifest:media-type", mimeType)
                .end();
    }

    /** Media types by the names of files. */
    static Map<String, String> read(byte[] xml) throws SigningRefusedException {
        XmlParse parse = DOOR.parse(xml);
        if (!(parse instanceof XmlParse.Parsed parsed) || !parsed.root().is(new QName(NAMESPACE, "manifest"))) {
            throw new SigningRefusedException("expected a manifest of OpenDocument in " + NAME
                    + ", found something else" + (parse instanceof XmlParse.Refused r ? ": " + r.explanation() : ""));
        }
        Map<String, String> types = new HashMap<>();
        for (XmlElement entry : parsed.root().children()) {
            Optional<String> path = attribute(entry, "full-path");
            Optional<String> type = attribute(entry, "media-type").filter(t -> !t.isBlank());
            if (path.isPresent() && type.isPresent()) {
                String other = types.put(path.get(), type.get());
                if (other != null && !List.of(other).contains(type.get())) {
                    throw new SigningRefusedException(
                            "expected one media type for each file in " + NAME + ", found two for the same");
                }
            }
        }
        return types;
    }

    private static Optional<String> attribute(XmlElement entry, String local) {
        return entry.dom().hasAttributeNS(NAMESPACE, local)
                ? Optional.of(entry.dom().getAttributeNS(NAMESPACE, local))
                : Optional.empty();
    }
}
