package org.cretula.certificate.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.cretula.xml.XmlElement;
import org.w3c.dom.Attr;
import org.w3c.dom.NamedNodeMap;

/**
 * Reads an element and ticks off what was read; what is left at the end is refused, so that nothing in a document can be
 * seen by one reader and skipped by another.
 *
 * <p>Elements are known by namespace and local name alone (attack M07). Problems are collected, not thrown: a missing
 * element is told once, and reading goes on with a stand-in that never leaves the reader, because a reading with
 * problems gives no certificate.
 */
final class Cursor {

    // A document made of nothing but faults must not cost more memory than the document itself.
    private static final int MOST_PROBLEMS = 1000;

    private final Optional<XmlElement> element;
    private final String path;
    private final List<String> problems;
    private final List<XmlElement> left;
    private final Set<String> attributesRead = new HashSet<>();
    private final List<Cursor> children = new ArrayList<>();

    private Cursor(Optional<XmlElement> element, String path, List<String> problems) {
        this.element = element;
        this.path = path;
        this.problems = problems;
        this.left = new ArrayList<>(element.map(XmlElement::children).orElse(List.of()));
    }

    static Cursor root(XmlElement element, List<String> problems) {
        return new Cursor(Optional.of(element), Profile.spelling(element.name()), problems);
    }

    /** The next child of that name. */
    Optional<Cursor> optional(String spelling) {
        QName name = Profile.name(spelling);
        for (XmlElement e : left) {
            if (e.is(name)) {
                left.remove(e);
                return Optional.of(below(Optional.of(e), spelling));
            }
        }
        return Optional.empty();
    }

    /** The child of that name; where there is none, that is a problem, and the result reads as empty without more words. */
    Cursor required(String spelling) {
        return optional(spelling).orElseGet(() -> {
            if (element.isPresent()) {
                problem("expected an element " + spelling + ", found none");
            }
            return below(Optional.empty(), spelling);
        });
    }

    /** All children of that name. */
    List<Cursor> all(String spelling) {
        QName name = Profile.name(spelling);
        List<XmlElement> found = left.stream().filter(e -> e.is(name)).toList();
        left.removeIf(e -> e.is(name));
        return found.stream().map(e -> below(Optional.of(e), spelling)).toList();
    }

    /** The text of the child of that name. */
    Optional<String> text(String spelling) {
        return optional(spelling).map(Cursor::text);
    }

    /** The value of the child of that name, or the stand-in after a problem. */
    <T> T value(String spelling, Function<String, T> parser, T standIn) {
        return required(spelling).as(parser, standIn);
    }

    /** The value of the child of that name where it is there. */
    <T> Optional<T> optionalValue(String spelling, Function<String, T> parser) {
        return optional(spelling).flatMap(c -> c.attempt(() -> parser.apply(c.text())));
    }

    /** The text of a child that has to be there. */
    String requiredText(String spelling) {
        return value(spelling, Function.identity(), "-");
    }

    /** A child that this profile always writes with the same text. */
    void constant(String spelling, String expected) {
        Cursor c = required(spelling);
        if (c.element.isPresent() && !c.text().equals(expected)) {
            c.problem("expected " + Quoted.of(expected) + ", found " + Quoted.of(c.text()));
        }
    }

    /** This element's own value, or the stand-in after a problem. */
    <T> T as(Function<String, T> parser, T standIn) {
        return element.isEmpty() ? standIn : attempt(() -> parser.apply(text())).orElse(standIn);
    }

    /** This element's whole text (attack M01). */
    String text() {
        return element.map(XmlElement::text).orElse("-");
    }

    /** An attribute that has to be there. */
    String attribute(String local, String standIn) {
        Optional<String> value = optionalAttribute(local);
        if (value.isEmpty() && element.isPresent()) {
            problem("expected an attribute " + local + ", found none");
        }
        return value.orElse(standIn);
    }

    /** An attribute. */
    Optional<String> optionalAttribute(String local) {
        attributesRead.add(local);
        return element.flatMap(e -> e.attribute(local));
    }

    /** Makes a value, or notes why it was refused. */
    <T> Optional<T> attempt(Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (IllegalArgumentException e) {
            // A value refuses what has no meaning; here the refusal becomes one problem among others. What is missing
            // altogether was told before.
            if (element.isPresent()) {
                problem(String.valueOf(e.getMessage()));
            }
            return Optional.empty();
        }
    }

    void problem(String what) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(path + ": " + what);
        } else if (problems.size() == MOST_PROBLEMS) {
            problems.add("more than " + MOST_PROBLEMS + " problems; the first are listed");
        }
    }

    /** Takes out the first child of which this is true, and says whether there was one. */
    boolean leaveAlone(Predicate<XmlElement> which) {
        Optional<XmlElement> first = left.stream().filter(which).findFirst();
        first.ifPresent(left::remove);
        return first.isPresent();
    }

    /** Refuses what was not read, here and below. */
    void close() {
        element.ifPresent(e -> {
            for (XmlElement rest : left) {
                problem("expected no (further) element " + Profile.spelling(rest.name()) + ", found one");
            }
            closeAttributes(e);
            closeText(e);
        });
        children.forEach(Cursor::close);
    }

    private void closeAttributes(XmlElement e) {
        NamedNodeMap attributes = e.dom().getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr a = (Attr) attributes.item(i);
            boolean declaration = XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(a.getNamespaceURI());
            boolean read = a.getNamespaceURI() == null && attributesRead.contains(a.getLocalName());
            if (!declaration && !read) {
                problem("expected no attribute " + Quoted.bare(a.getName()) + ", found " + Quoted.of(a.getValue()));
            }
        }
    }

    private void closeText(XmlElement e) {
        if (!e.children().isEmpty()) {
            Mirror.textBetween(e).ifPresent(t -> problem("expected no text between elements, found " + Quoted.of(t)));
        }
    }

    private Cursor below(Optional<XmlElement> child, String spelling) {
        Cursor c = new Cursor(child, path + "/" + spelling, problems);
        children.add(c);
        return c;
    }
}
