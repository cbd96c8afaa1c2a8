package org.cretula.signing.internal.form;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cretula.signing.internal.Names;
import org.cretula.xml.Canonicalization;
import org.cretula.xml.Peculiarity;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlParse;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Which elements of a document are under which signature, by what the references say.
 *
 * <p>Only references that lead to the whole document or to one element, and whose transforms take out signatures or
 * nothing, count: what any other selects, such as by XPath, is told as unknown and covers nothing here. An identifier
 * that stands on two elements leads to neither, for verifiers differ in which they take (attack X04).
 *
 * <p>One walk over the document: it carries how many references are over the place where it is, less those that take
 * out the signature that it enters. So its cost does not grow with elements times references.
 */
public final class Coverage {

    private static final int MOST_LINES = 100;
    private static final int MOST_SIBLINGS = 2_000;
    private static final String XPATH = "http://www.w3.org/TR/1999/REC-xpath-19991116";

    /** What a reference takes out again of what it leads to. */
    enum Without {
        NOTHING,
        OWN_SIGNATURE,
        ALL_SIGNATURES,
        /** It selects in a way that is not followed here. */
        UNKNOWN
    }

    /** What a reference leads to. */
    record Reach(Optional<Element> root, Without without) {}

    private record State(int always, int withoutAll, int withoutOwn) {
        boolean covers() {
            return always + withoutAll + withoutOwn > 0;
        }
    }

    private final XmlParse.Parsed document;
    private final List<XmlElement> signatures;
    private final Map<String, List<Element>> byId = new HashMap<>();
    private final Map<Element, Map<Without, Integer>> starts = new HashMap<>();
    private final Map<Element, Map<Element, Integer>> own = new HashMap<>();
    private final Set<Element> above = new HashSet<>();
    private final List<String> lines = new ArrayList<>();
    private int left;

    /** Of the signatures of a document. */
    public Coverage(XmlParse.Parsed document) {
        this.document = document;
        List<XmlElement> all = document.root().descendantsAndSelf();
        this.signatures = all.stream().filter(e -> e.is(Names.SIGNATURE)).toList();
        all.forEach(e -> note(e.dom()));
        for (XmlElement signature : signatures) {
            mark(signature.dom());
            for (XmlElement reference : referencesOf(signature)) {
                start(signature.dom(), reach(reference));
            }
        }
    }

    private void note(Element element) {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            String name = attribute.getName();
            if (name.equalsIgnoreCase("id") || name.equals("xml:id")) {
                byId.computeIfAbsent(attribute.getValue(), k -> new ArrayList<>(1))
                        .add(element);
            }
        }
    }

    private static List<XmlElement> referencesOf(XmlElement signature) {
        Held held = new Held(signature, false);
        return Stream.concat(
                        held.references().stream(),
                        held.signedManifests().stream().flatMap(m -> m.children(Names.ds("Reference")).stream()))
                .toList();
    }

    private void start(Element signature, Reach reach) {
        if (reach.root().isEmpty() || reach.without() == Without.UNKNOWN) {
            return;
        }
        Element root = reach.root().get();
        starts.computeIfAbsent(root, r -> new EnumMap<>(Without.class)).merge(reach.without(), 1, Integer::sum);
        if (reach.without() == Without.OWN_SIGNATURE) {
            own.computeIfAbsent(signature, s -> new HashMap<>()).merge(root, 1, Integer::sum);
        }
        mark(root);
    }

    private void mark(Element root) {
        for (Node n = root; n instanceof Element e && above.add(e); n = n.getParentNode()) {
            // Marked on the way up, until one that was marked before.
        }
    }

    /** The signatures that are in no other one as a counter-signature. */
    public List<XmlElement> topmost() {
        return signatures.stream()
                .filter(s -> !(s.dom().getParentNode() instanceof Element e)
                        || !new XmlElement(e).is(Names.xades("CounterSignature")))
                .toList();
    }

    /** Where a reference leads to within the document. */
    Reach reach(XmlElement reference) {
        Without without = without(reference);
        String uri = reference.attribute("URI").orElse("none");
        if (uri.isEmpty() || uri.equals("#xpointer(/)")) {
            return new Reach(Optional.of(document.root().dom()), without);
        }
        if (!uri.startsWith("#")) {
            return new Reach(Optional.empty(), without);
        }
        String id = uri.substring(1);
        if (id.startsWith("xpointer(id('") && id.endsWith("'))")) {
            id = id.substring("xpointer(id('".length(), id.length() - 3);
        }
        List<Element> found = byId.getOrDefault(id, List.of());
        return new Reach(found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty(), without);
    }

    /** How many elements bear the identifier. */
    int bearers(String id) {
        return byId.getOrDefault(id, List.of()).size();
    }

    private static Without without(XmlElement reference) {
        Without without = Without.NOTHING;
        for (XmlElement transform : reference.children(Names.ds("Transforms")).stream()
                .flatMap(t -> t.children().stream())
                .toList()) {
            String algorithm = transform.attribute("Algorithm").orElse("");
            if (Canonicalization.of(algorithm).isPresent()) {
                continue;
            }
            if (algorithm.equals(Names.ENVELOPED)) {
                without = without == Without.NOTHING ? Without.OWN_SIGNATURE : without;
            } else if (takesOutAll(transform, algorithm)) {
                without = Without.ALL_SIGNATURES;
            } else {
                return Without.UNKNOWN;
            }
        }
        return without;
    }

    private static boolean takesOutAll(XmlElement transform, String algorithm) {
        List<XmlElement> inside = transform.children();
        if (inside.size() != 1 || !inside.get(0).name().getLocalPart().equals("XPath")) {
            return false;
        }
        String expression = inside.get(0).text().strip();
        boolean subtracts = algorithm.equals(Names.FILTER)
                && inside.get(0).attribute("Filter").equals(Optional.of("subtract"))
                && expression.matches("/descendant(-or-self)?::\\w{1,40}:Signature");
        boolean leaves =
                algorithm.equals(XPATH) && expression.matches("not\\(ancestor-or-self::\\w{1,40}:Signature\\)");
        return subtracts || leaves;
    }

    /** What no signature is over, one line each. */
    public List<String> notCovered() {
        if (lines.isEmpty()) {
            walk(document.root().dom(), new State(0, 0, 0));
            if (left > 0) {
                lines.add("and " + left + " more");
            }
            document.first(Peculiarity.Kind.COMMENT)
                    .filter(c -> signatures.stream().noneMatch(Coverage::keepsComments))
                    .ifPresent(c -> lines.add("comments, of which the first is at line " + c.line()));
        }
        return List.copyOf(lines);
    }

    private static boolean keepsComments(XmlElement signature) {
        return new Held(signature, false)
                .transforms().stream()
                        .anyMatch(t -> t.attribute("Algorithm").orElse("").endsWith("WithComments"));
    }

    private void walk(Element element, State before) {
        Map<Without, Integer> more = starts.getOrDefault(element, Map.of());
        State state = new State(
                before.always() + more.getOrDefault(Without.NOTHING, 0),
                before.withoutAll() + more.getOrDefault(Without.ALL_SIGNATURES, 0),
                before.withoutOwn() + more.getOrDefault(Without.OWN_SIGNATURE, 0));
        boolean signature = new XmlElement(element).is(Names.SIGNATURE);
        if (signature) {
            state = new State(state.always(), 0, state.withoutOwn() - takenOut(element));
        }
        if (!state.covers() && !signature) {
            if (!above.contains(element)) {
                add(element, ", with all that is in it");
                return;
            }
            add(element, " itself, with its attributes and text");
        }
        if (signature && !state.covers()) {
            // What it is not over is told of each signature.
            return;
        }
        for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e) {
                walk(e, state);
            }
        }
    }

    private int takenOut(Element signature) {
        Map<Element, Integer> roots = own.getOrDefault(signature, Map.of());
        int count = 0;
        for (Node n = signature; n instanceof Element e; n = n.getParentNode()) {
            count += roots.getOrDefault(e, 0);
        }
        return count;
    }

    static boolean isWithin(Node inner, Node outer) {
        for (Node n = inner; n != null; n = n.getParentNode()) {
            if (n == outer) {
                return true;
            }
        }
        return false;
    }

    private void add(Element element, String how) {
        if (lines.size() < MOST_LINES) {
            lines.add(path(element) + how);
        } else {
            left++;
        }
    }

    /** The way to an element; a number behind a name is which of its like among its siblings it is. */
    static String path(Element element) {
        StringBuilder path = new StringBuilder();
        for (Node n = element; n instanceof Element e; n = n.getParentNode()) {
            path.insert(0, "/" + e.getNodeName() + number(e));
        }
        return path.toString();
    }

    private static String number(Element element) {
        int before = 0;
        int looked = 0;
        boolean behind = false;
        for (Node n = element.getPreviousSibling(); n != null; n = n.getPreviousSibling()) {
            before += n.getNodeName().equals(element.getNodeName()) ? 1 : 0;
            if (++looked > MOST_SIBLINGS) {
                return "[one of many]";
            }
        }
        for (Node n = element.getNextSibling();
                n != null && before == 0 && !behind && looked++ < MOST_SIBLINGS;
                n = n.getNextSibling()) {
            behind = n.getNodeName().equals(element.getNodeName());
        }
        return before == 0 && !behind ? "" : "[" + (before + 1) + "]";
    }
}
