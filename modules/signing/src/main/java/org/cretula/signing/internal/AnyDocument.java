package org.cretula.signing.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.cretula.signing.DataObject;
import org.cretula.signing.JudgingLimits;
import org.cretula.signing.SignedContent;
import org.cretula.signing.XadesSignature;
import org.cretula.signing.internal.creation.WholeDocument;
import org.cretula.verdict.SubIndication;
import org.cretula.xml.ByteSink;
import org.cretula.xml.Canonicalization;
import org.cretula.xml.Extraction;
import org.cretula.xml.Peculiarity;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlParse;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Follows the references of signatures of whatever product: within their document, and to the data that the caller gave.
 *
 * <p>Nothing is fetched (attack X20). Of transforms, those are done that select or write: taking out this signature or all
 * of them, in any of the three ways in use, canonicalisation, and base64. Each is done here, by hand: no XPath is
 * evaluated, no XSLT is instantiated, nothing is decrypted (attacks X21 to X23). An identifier that two elements have
 * leads nowhere (attack X10). What is written is counted, for whoever wrote the document does not choose how long that
 * takes.
 *
 * <p>What lies outside of the signatures is written in a pass through the document; a tree of all of it is built only
 * where a reference asks for what such a pass does not give.
 */
public final class AnyDocument implements SignedDocument {

    private static final Pattern BY_ID = Pattern.compile("#xpointer\\(id\\((['\"])([^'\"()]{1,200})\\1\\)\\)");

    private final XmlParse.Skimmed document;
    private final GivenFiles data;
    private final JudgingLimits limits;
    private final Map<String, Element> inSignatures = new HashMap<>();
    private Optional<XmlParse.Parsed> tree = Optional.empty();
    private long left;

    /** A document skimmed for its signatures, what lies outside of it, and how much is written of both. */
    public AnyDocument(XmlParse.Skimmed document, List<DataObject> data, JudgingLimits limits) {
        this.document = document;
        this.data = new GivenFiles(data);
        this.limits = limits;
        this.left = limits.digestedBytes();
        Set<Element> done = new HashSet<>();
        for (XmlElement signature : document.wanted()) {
            if (done.add(signature.dom())) {
                for (XmlElement inside : signature.descendantsAndSelf()) {
                    done.add(inside.dom());
                    identify(inside);
                }
            }
        }
    }

    private void identify(XmlElement element) {
        Stream.of("Id", "ID", "id")
                .flatMap(name -> element.attribute(name).stream())
                .forEach(id -> inSignatures.putIfAbsent(id, element.dom()));
        String ofXml = element.dom().getAttributeNS(XMLConstants.XML_NS_URI, "id");
        if (!ofXml.isEmpty()) {
            inSignatures.putIfAbsent(ofXml, element.dom());
        }
    }

    /** The tree of the whole document, of which there is one for all references that need it. */
    private synchronized XmlParse.Parsed tree() {
        if (tree.isEmpty()) {
            tree = Optional.of(document.whole());
        }
        return tree.get();
    }

    @Override
    public Optional<XmlElement> inTree(XmlElement signature, int most) {
        return document.size() > most ? Optional.empty() : Optional.of(inTree(signature));
    }

    private XmlElement inTree(XmlElement signature) {
        return document.inTree(signature, tree());
    }

    /** Where nodes are. */
    private sealed interface Place {
        /** All of the document. */
        record Whole() implements Place {}

        /** An element outside of the signatures. */
        record Outside(String id) implements Place {}

        /** An element in a signature, of which there is a tree. */
        record Inside(Element element) implements Place {}
    }

    /** What is taken out of nodes: this signature, if there is one, or all of them. */
    private record LeftOut(Optional<XmlElement> own, boolean all) {
        static final LeftOut NOTHING = new LeftOut(Optional.empty(), false);

        String words() {
            return all ? " but all signatures in it" : own.isPresent() ? " but the signature itself" : "";
        }

        Predicate<Element> predicate(UnaryOperator<XmlElement> there) {
            Optional<Element> one = own.map(there).map(XmlElement::dom);
            return element -> (all && new XmlElement(element).is(Names.SIGNATURE)) || one.equals(Optional.of(element));
        }
    }

    /** What there is between two transforms. */
    private sealed interface Stage {
        /**
         * @param comments whether those are part of it
         */
        record Nodes(Place place, boolean comments, LeftOut leftOut) implements Stage {}

        record Octets(SignedBytes bytes) implements Stage {}
    }

    /** The first stage, and what it is. */
    private record Start(Stage stage, SignedContent.Kind kind, String words, List<XadesSignature.Reference> entries) {}

    /** Carries the reason why a reference leads nowhere out of the steps. */
    private static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Led.Nowhere why;

        Stopped(Led.Nowhere why) {
            super(why.explanation());
            this.why = why;
        }

        static Stopped failed(String explanation) {
            return new Stopped(Led.Nowhere.failed(SubIndication.FORMAT_FAILURE, explanation));
        }

        static Stopped unknown(String explanation) {
            return new Stopped(Led.Nowhere.unknown(
                    SubIndication.SIG_CONSTRAINTS_FAILURE, explanation, "a version of this toolkit that follows it"));
        }
    }

    @Override
    public Led follow(XadesSignature signature, XadesSignature.Reference reference) {
        try {
            Start start = start(signature, reference);
            List<XmlElement> transforms = reference.element().children(Names.ds("Transforms")).stream()
                    .flatMap(t -> t.children().stream())
                    .toList();
            if (transforms.size() > limits.transforms()) {
                throw new Stopped(Led.Nowhere.unknown(
                        SubIndication.RESOURCE_LIMIT,
                        reference.words() + " has more than " + limits.transforms() + " transforms",
                        "a verifier with larger limits"));
            }
            Stage stage = start.stage();
            String without = "";
            for (XmlElement transform : transforms) {
                stage = transformed(signature, stage, transform, reference);
                without = stage instanceof Stage.Nodes nodes ? nodes.leftOut().words() : without;
            }
            return new Led.To(start.kind(), start.words() + without, counted(stage), start.entries());
        } catch (Stopped e) {
            return e.why;
        } catch (Malformed e) {
            return Led.Nowhere.failed(SubIndication.FORMAT_FAILURE, String.valueOf(e.getMessage()));
        }
    }

    private Start start(XadesSignature signature, XadesSignature.Reference reference) throws Stopped, Malformed {
        Optional<String> uri = reference.uri();
        if (uri.isEmpty() || !(uri.get().isEmpty() || uri.get().startsWith("#"))) {
            return outside(reference);
        }
        if (uri.get().isEmpty() || uri.get().equals("#xpointer(/)")) {
            return new Start(
                    new Stage.Nodes(new Place.Whole(), !uri.get().isEmpty(), LeftOut.NOTHING),
                    SignedContent.Kind.WHOLE_DOCUMENT,
                    "the whole document",
                    List.of());
        }
        Matcher byId = BY_ID.matcher(uri.get());
        boolean comments = byId.matches();
        String id = comments ? byId.group(2) : uri.get().substring(1);
        if (id.contains("(")) {
            throw Stopped.unknown("the pointer " + reference.words() + " is not followed");
        }
        Place place = named(id, reference);
        return start(signature, place, id, new Stage.Nodes(place, comments, LeftOut.NOTHING));
    }

    private Place named(String id, XadesSignature.Reference reference) throws Stopped {
        // Every attribute that anybody may take for an identifier counts as a second one (attacks X07, X11).
        int found = document.occurrences(id);
        if (found > 1) {
            throw Stopped.failed("expected one element with the identifier " + reference.words() + ", found " + found
                    + "; which of them is signed, nobody can say");
        }
        if (document.named(id).isEmpty()) {
            throw new Stopped(Led.Nowhere.failed(
                    SubIndication.SIGNED_DATA_NOT_FOUND, "reference to " + reference.words() + " leads nowhere"));
        }
        return Optional.ofNullable(inSignatures.get(id))
                .<Place>map(Place.Inside::new)
                .orElseGet(() -> new Place.Outside(id));
    }

    private Start start(XadesSignature signature, Place place, String id, Stage stage) throws Malformed {
        QName name = document.named(id).orElseThrow();
        String words = "the element '" + Malformed.clip(name.getLocalPart()) + "' with the identifier '"
                + Malformed.clip(id) + "'";
        List<XadesSignature.Reference> entries = new ArrayList<>();
        for (XmlElement manifest : manifests(place, name)) {
            entries.addAll(SignatureReader.references(manifest, "a signed ds:Manifest", limits.manifestEntries()));
        }
        SignedContent.Kind kind = document.isOfRoot(id) && isAlone()
                ? SignedContent.Kind.WHOLE_DOCUMENT
                : !entries.isEmpty()
                        ? SignedContent.Kind.MANIFEST
                        : place instanceof Place.Inside inside
                                ? kind(signature, new XmlElement(inside.element()))
                                : SignedContent.Kind.ELEMENT;
        return new Start(stage, kind, words, entries);
    }

    private List<XmlElement> manifests(Place place, QName name) {
        boolean object = name.equals(Names.ds("Object"));
        if (!object && !name.equals(Names.ds("Manifest"))) {
            return List.of();
        }
        XmlElement element = new XmlElement(
                place instanceof Place.Inside inside ? inside.element() : inTree(((Place.Outside) place).id()));
        return object ? element.children(Names.ds("Manifest")) : List.of(element);
    }

    private Element inTree(String id) {
        return tree().root().descendantsAndSelf().stream()
                .filter(e -> Stream.of("Id", "ID", "id")
                                .anyMatch(name -> e.attribute(name).equals(Optional.of(id)))
                        || e.dom().getAttributeNS(XMLConstants.XML_NS_URI, "id").equals(id))
                .findFirst()
                .orElseThrow()
                .dom();
    }

    private static SignedContent.Kind kind(XadesSignature signature, XmlElement named) {
        for (XmlElement object : signature.element().children(Names.ds("Object"))) {
            boolean properties =
                    object.child(Names.xades("QualifyingProperties")).isPresent();
            if (!properties && isIn(named.dom(), object.dom())) {
                return SignedContent.Kind.OBJECT;
            }
        }
        Node parent = named.dom().getParentNode();
        boolean part = isIn(named.dom(), signature.element().dom())
                || (parent instanceof Element e
                        && new XmlElement(e).is(Names.SIGNATURE)
                        && !named.is(Names.ds("Object")));
        return part ? SignedContent.Kind.SIGNATURE_PART : SignedContent.Kind.ELEMENT;
    }

    /** Whether no instruction stands beside the document element, or anywhere. */
    private boolean isAlone() {
        return document.first(Peculiarity.Kind.PROCESSING_INSTRUCTION).isEmpty();
    }

    private static boolean isIn(Node node, Element around) {
        for (Node at = node; at != null; at = at.getParentNode()) {
            if (at == around) {
                return true;
            }
        }
        return false;
    }

    private Start outside(XadesSignature.Reference reference) throws Stopped {
        DataObject object = data.named(reference.uri())
                .orElseThrow(() -> new Stopped(Led.Nowhere.unknown(
                        SubIndication.SIGNED_DATA_NOT_FOUND,
                        reference.words() + " lies outside of the document and was not given; nothing is fetched",
                        "the file, given by that name")));
        return new Start(
                new Stage.Octets((usual, sink) -> GivenFiles.write(object, sink)),
                SignedContent.Kind.DETACHED,
                "the file '" + Malformed.clip(object.uri()) + "'",
                List.of());
    }

    private Stage transformed(
            XadesSignature signature, Stage stage, XmlElement transform, XadesSignature.Reference reference)
            throws Stopped {
        String algorithm = transform.attribute("Algorithm").orElse("");
        Optional<CanonicalForm> form = CanonicalForm.of(transform);
        if (form.isPresent()) {
            return new Stage.Octets(written(stage, Optional.of(form.get())));
        }
        if (algorithm.equals(Names.BASE64) && transform.children().isEmpty()) {
            return new Stage.Octets(decoded(stage));
        }
        boolean takesOut = WholeDocument.leftOut(signature.element(), transform).isPresent();
        if (!takesOut) {
            throw Stopped.unknown("the transform '" + Malformed.clip(algorithm) + "' of " + reference.words()
                    + " is not run: only those are that take signatures out, canonicalise or decode base64");
        }
        if (!(stage instanceof Stage.Nodes nodes)) {
            throw Stopped.unknown(
                    "a transform of " + reference.words() + " would take a signature out of what is no document");
        }
        boolean all = nodes.leftOut().all() || !algorithm.equals(Names.ENVELOPED);
        LeftOut leftOut = new LeftOut(Optional.of(signature.element()), all);
        Optional<Element> top = nodes.place() instanceof Place.Whole
                ? Optional.of(document.root().dom())
                : nodes.place() instanceof Place.Inside inside ? Optional.of(inside.element()) : Optional.empty();
        if (top.filter(leftOut.predicate(own -> own)).isPresent()) {
            throw Stopped.failed("the transforms of " + reference.words() + " leave nothing that could be signed");
        }
        return new Stage.Nodes(nodes.place(), nodes.comments(), leftOut);
    }

    /** Bytes as they are; nodes as Canonical XML, since a digest is taken of bytes. */
    private SignedBytes written(Stage stage, Optional<CanonicalForm> said) {
        if (stage instanceof Stage.Nodes nodes) {
            return (usual, sink) -> {
                CanonicalForm form = said.isPresent() ? said.get() : usual(usual);
                write(nodes, nodes.comments() ? form : form.withoutComments(), sink);
            };
        }
        SignedBytes bytes = ((Stage.Octets) stage).bytes();
        if (said.isEmpty()) {
            return bytes;
        }
        return (usual, sink) -> said.get().write(parsed(bytes.all()), element -> false, sink);
    }

    /** From a pass through the document where one gives it, else from its tree. */
    private void write(Stage.Nodes nodes, CanonicalForm form, ByteSink sink) throws XMLSecurityException {
        Optional<Extraction> extraction = extraction(nodes, form);
        if (extraction.isPresent()) {
            document.write(extraction.get(), sink);
        } else if (nodes.place() instanceof Place.Inside inside) {
            form.write(inside.element(), nodes.leftOut().predicate(own -> own), sink);
        } else {
            form.write(inTree(nodes.place()), nodes.leftOut().predicate(this::inTree), sink);
        }
    }

    private Node inTree(Place place) {
        return place instanceof Place.Outside outside ? inTree(outside.id()) : tree().document();
    }

    private Optional<Extraction> extraction(Stage.Nodes nodes, CanonicalForm form) {
        Optional<Canonicalization> plain = form.plain(nodes.place() instanceof Place.Outside);
        if (nodes.place() instanceof Place.Inside || plain.isEmpty()) {
            return Optional.empty();
        }
        Extraction all = nodes.place() instanceof Place.Outside outside
                ? Extraction.ofElement(outside.id(), plain.get())
                : Extraction.ofDocument(plain.get());
        LeftOut leftOut = nodes.leftOut();
        return Optional.of(
                leftOut.all()
                        ? all.withoutWanted()
                        : leftOut.own()
                                .map(own -> all.without(document.wanted().indexOf(own)))
                                .orElse(all));
    }

    private static CanonicalForm usual(String algorithm) throws XMLSecurityException {
        return CanonicalForm.of(algorithm)
                .orElseThrow(() -> new SignedBytes.NotFollowed(Led.Nowhere.failed(
                        SubIndication.FORMAT_FAILURE,
                        "expected a canonicalisation of EN 319 132-1, found '" + Malformed.clip(algorithm) + "'")));
    }

    /** By the one door, so that a file is no less strictly read than a document. */
    private Document parsed(byte[] bytes) throws XMLSecurityException {
        XmlParse parse = new XmlDoor(limits.document()).parse(bytes);
        if (parse instanceof XmlParse.Parsed parsed) {
            return parsed.document();
        }
        XmlParse.Refused refused = (XmlParse.Refused) parse;
        throw new SignedBytes.NotFollowed(
                refused.reason() == SubIndication.RESOURCE_LIMIT
                        ? Led.Nowhere.unknown(
                                refused.reason(),
                                "what is to be canonicalised: " + refused.explanation(),
                                "a verifier with larger limits")
                        : Led.Nowhere.failed(
                                refused.reason(), "what is to be canonicalised: " + refused.explanation()));
    }

    private SignedBytes decoded(Stage stage) {
        return (usual, sink) -> {
            String text = stage instanceof Stage.Nodes nodes
                    ? text(nodes)
                    : new String(((Stage.Octets) stage).bytes().all(), StandardCharsets.ISO_8859_1);
            try {
                byte[] bytes = Base64.getDecoder().decode(text.replaceAll("[ \\t\\r\\n]", ""));
                sink.take(bytes, 0, bytes.length);
            } catch (IllegalArgumentException e) {
                throw new SignedBytes.NotFollowed(Led.Nowhere.failed(
                        SubIndication.FORMAT_FAILURE, "expected base64 where a transform decodes it, found none"));
            }
        };
    }

    private String text(Stage.Nodes nodes) {
        boolean inside = nodes.place() instanceof Place.Inside;
        Predicate<Element> leftOut = nodes.leftOut().predicate(inside ? own -> own : this::inTree);
        Node top = nodes.place() instanceof Place.Inside in ? in.element() : inTree(nodes.place());
        StringBuilder text = new StringBuilder();
        Node at = top;
        while (at != null) {
            boolean out = at instanceof Element e && leftOut.test(e);
            if (at.getNodeType() == Node.TEXT_NODE || at.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(at.getNodeValue());
            }
            Node next = out ? null : at.getFirstChild();
            while (next == null && at != top) {
                next = at.getNextSibling();
                at = next == null ? at.getParentNode() : at;
            }
            at = next;
        }
        return text.toString();
    }

    /** What is asked for behind the judgement is the caller's wish, and no longer counted. */
    public synchronized void judged() {
        left = Long.MAX_VALUE;
    }

    private SignedBytes counted(Stage stage) {
        SignedBytes bytes = written(stage, Optional.empty());
        return (usual, sink) -> {
            synchronized (this) {
                if (left <= 0) {
                    throw new SignedBytes.NotFollowed(Led.Nowhere.unknown(
                            SubIndication.RESOURCE_LIMIT,
                            "the signatures are over more than " + limits.digestedBytes()
                                    + " bytes together, counted each time that they are signed",
                            "a verifier with larger limits"));
                }
                bytes.write(usual, counting(sink));
            }
        };
    }

    private ByteSink counting(ByteSink sink) {
        return (bytes, offset, length) -> {
            left -= length;
            sink.take(bytes, offset, length);
        };
    }
}
