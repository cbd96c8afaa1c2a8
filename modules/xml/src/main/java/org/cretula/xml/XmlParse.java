package org.cretula.xml;

import java.util.List;
import java.util.Optional;
import org.cretula.verdict.SubIndication;
import org.w3c.dom.Document;

/** What came through the door: a document, or the reason why there is none. */
public sealed interface XmlParse {

    /**
     * A document within its limits, without DOCTYPE.
     *
     * @param document the tree; the only one ever built from these bytes
     * @param peculiarities the first of each kind, in document order
     */
    record Parsed(Document document, List<Peculiarity> peculiarities) implements XmlParse {
        public Parsed {
            peculiarities = List.copyOf(peculiarities);
        }

        /** The first peculiarity of this kind. */
        public Optional<Peculiarity> first(Peculiarity.Kind kind) {
            return peculiarities.stream().filter(p -> p.kind() == kind).findFirst();
        }

        /** The document element. */
        public XmlElement root() {
            return new XmlElement(document.getDocumentElement());
        }
    }

    /**
     * No document.
     *
     * @param reason {@code FORMAT_FAILURE}, or {@code RESOURCE_LIMIT} where a larger limit might have let it pass
     * @param explanation what was expected and what was found
     */
    record Refused(SubIndication reason, String explanation) implements XmlParse {}
}
