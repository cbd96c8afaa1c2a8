package org.cretula.xml;

import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
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
     * A document within its limits, without DOCTYPE, of which there is no tree but of its wanted elements. May be shared
     * by threads for as long as nobody changes the tree.
     */
    final class Skimmed implements XmlParse {
        private final XmlDoor door;
        private final byte[] bytes;
        private final QName name;
        private final Document skeleton;
        private final List<XmlElement> wanted;
        private final int outermost;
        private final BitSet followed;
        private final List<Peculiarity> peculiarities;
        private final Map<String, Reading.Identified> identified;
        private final Map<String, Integer> repeated;
        private final Extraction expected;
        private final byte[] extracted;

        Skimmed(XmlDoor door, byte[] bytes, QName name, Skimmer skimmer, Reading reading, Extractor expected) {
            this.door = door;
            this.bytes = bytes;
            this.name = name;
            this.skeleton = skimmer.tree().document();
            this.wanted = List.copyOf(skimmer.found());
            this.outermost = skimmer.outermost();
            this.followed = skimmer.followed();
            this.peculiarities = List.copyOf(reading.peculiarities());
            this.identified = reading.identified();
            this.repeated = reading.repeated();
            this.expected = expected.extraction();
            this.extracted = expected.out().toArray();
        }

        /** The first of each kind, in document order. */
        public List<Peculiarity> peculiarities() {
            return peculiarities;
        }

        /** The first peculiarity of this kind. */
        public Optional<Peculiarity> first(Peculiarity.Kind kind) {
            return peculiarities.stream().filter(p -> p.kind() == kind).findFirst();
        }

        /**
         * The document element with its attributes; of what is in it, only the way down to the wanted elements, in which
         * everything is.
         */
        public XmlElement root() {
            return new XmlElement(skeleton.getDocumentElement());
        }

        /** The wanted elements in document order; also those that stand in others. */
        public List<XmlElement> wanted() {
            return wanted;
        }

        /** Whether another element stands behind this one in its parent; asked of wanted ones that stand in no other. */
        public boolean isFollowed(XmlElement element) {
            return followed.get(wanted.indexOf(element));
        }

        /**
         * How many attributes there are with this value by which some software would know their elements: named {@code
         * Id}, {@code ID}, {@code id} or {@code iD}, of whatever namespace. A reference is to be believed where it is
         * one.
         */
        public int occurrences(String identifier) {
            return identified.containsKey(identifier) ? 1 + repeated.getOrDefault(identifier, 0) : 0;
        }

        /**
         * The name of the element with this identifier. Empty where that does not occur exactly once, and where the
         * attribute is none that software agrees on: {@code Id}, {@code ID} or {@code id} without namespace, or {@code
         * xml:id}.
         */
        public Optional<QName> named(String identifier) {
            return Optional.ofNullable(identified.get(identifier))
                    .filter(element -> element.usual() && occurrences(identifier) == 1)
                    .map(element ->
                            new QName(element.namespace(), element.name().local()));
        }

        /** Whether the document element is the first with this identifier. */
        public boolean isOfRoot(String identifier) {
            Reading.Identified element = identified.get(identifier);
            return element != null && element.number() == 1;
        }

        /** How many bytes the document has. */
        public int size() {
            return bytes.length;
        }

        /** The whole document as a tree, read anew; for what cannot be extracted. */
        public Parsed whole() {
            if (door.parse(bytes) instanceof Parsed parsed) {
                return parsed;
            }
            throw new IllegalStateException("expected the document that was skimmed, found it changed");
        }

        /** One of the wanted elements, in the tree of the whole document, which is read anew. */
        public XmlElement inTree(XmlElement element) {
            return inTree(element, whole());
        }

        /**
         * The same.
         *
         * @param tree as {@link #whole} gives it
         */
        public XmlElement inTree(XmlElement element, Parsed tree) {
            int place = wanted.indexOf(element);
            if (place < 0) {
                throw new IllegalArgumentException("expected one of the wanted elements, found another");
            }
            return tree.root().descendantsAndSelf().stream()
                    .filter(e -> e.is(name))
                    .skip(place)
                    .findFirst()
                    .orElseThrow();
        }

        /** Every identifier of the document. */
        public Set<String> identifiers() {
            return Collections.unmodifiableSet(identified.keySet());
        }

        /** Whether it costs no second pass through the document: this was extracted in the first one. */
        public boolean isAtHand(Extraction extraction) {
            return expected.isSame(extraction, outermost);
        }

        /**
         * The bytes of an extraction; not to be changed, for they may be given again.
         *
         * @throws IllegalArgumentException for an identifier that does not occur exactly once, and for an element in
         *     Canonical XML 1.1 below an {@code xml:base}
         */
        public byte[] bytes(Extraction extraction) {
            if (isAtHand(extraction)) {
                return extracted;
            }
            Octets out = Octets.kept(bytes.length);
            door.extract(bytes, name, Map.of(numbered(extraction), out));
            return out.toArray();
        }

        /**
         * Hands over the bytes of an extraction as they come; as {@link #bytes}.
         *
         * @throws IllegalArgumentException as {@link #bytes}
         */
        public void write(Extraction extraction, ByteSink sink) {
            write(Map.of(extraction, sink));
        }

        /**
         * Hands over the bytes of several extractions as they come, in one pass through the document.
         *
         * @throws IllegalArgumentException as {@link #bytes}, before anything is handed over if for an identifier
         */
        public void write(Map<Extraction, ByteSink> extractions) {
            Map<Numbered, Octets> others = new LinkedHashMap<>();
            extractions.forEach((extraction, sink) -> {
                if (!isAtHand(extraction)) {
                    others.put(numbered(extraction), Octets.to(sink));
                }
            });
            extractions.forEach((extraction, sink) -> {
                if (isAtHand(extraction)) {
                    sink.take(extracted, 0, extracted.length);
                }
            });
            if (!others.isEmpty()) {
                door.extract(bytes, name, others);
                others.values().forEach(Octets::flush);
            }
        }

        private Numbered numbered(Extraction extraction) {
            if (extraction.identifier().isEmpty()) {
                return new Numbered(extraction, 0);
            }
            String identifier = extraction.identifier().get();
            if (occurrences(identifier) != 1) {
                throw new IllegalArgumentException("expected the identifier '" + identifier + "' once, found it "
                        + occurrences(identifier) + " times");
            }
            return new Numbered(
                    extraction,
                    Objects.requireNonNull(identified.get(identifier)).number());
        }

        /** An extraction with the number of the element where it begins. */
        record Numbered(Extraction extraction, int element) {}
    }

    /**
     * No document.
     *
     * @param reason {@code FORMAT_FAILURE}, or {@code RESOURCE_LIMIT} where a larger limit might have let it pass
     * @param explanation what was expected and what was found
     */
    record Refused(SubIndication reason, String explanation) implements XmlParse {}
}
