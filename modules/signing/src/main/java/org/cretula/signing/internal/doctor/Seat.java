package org.cretula.signing.internal.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.w3c.dom.Comment;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Where in what is digested the signature stood, and whether there are comments.
 *
 * @param path the elements above the first element that is left out, from the outermost, each by its number in the order
 *     of start tags of those that are not; empty where none is left out
 */
record Seat(List<Integer> path, boolean commented) {

    static final Seat NONE = new Seat(List.of(), false);

    Seat {
        path = List.copyOf(path);
    }

    /** Looks for it in a document or element; no depth is too deep. */
    static Seat in(Node apex, Predicate<Element> leftOut) {
        List<Integer> found = List.of();
        List<Integer> path = new ArrayList<>();
        boolean commented = false;
        int elements = 0;
        Node at = apex;
        while (true) {
            commented |= at instanceof Comment;
            boolean out = at instanceof Element e && leftOut.test(e);
            if (out && found.isEmpty()) {
                found = List.copyOf(path);
            }
            if (at instanceof Element && !out) {
                path.add(elements++);
            }
            Node below = out ? null : at.getFirstChild();
            if (below == null) {
                if (at instanceof Element && !out) {
                    path.remove(path.size() - 1);
                }
                while (at != apex && at.getNextSibling() == null) {
                    at = at.getParentNode();
                    if (at instanceof Element) {
                        path.remove(path.size() - 1);
                    }
                }
                if (at == apex) {
                    return new Seat(found, commented);
                }
                below = at.getNextSibling();
            }
            at = below;
        }
    }
}
