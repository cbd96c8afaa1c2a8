package org.cretula.transport.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.cretula.xml.XmlElement;

/** Reads elements of an eb:Messaging header by their number, and refuses what is missing, doubled or unknown. */
final class Header {

    // No more than a store has room for: what cannot be kept must be refused, not asked for again.
    private static final int LONGEST = 1000;

    private Header() {}

    static void onlyChildren(XmlElement parent, String... locals) throws Refusal {
        List<QName> known = new ArrayList<>();
        for (String local : locals) {
            known.add(Names.eb(local));
        }
        for (XmlElement child : parent.children()) {
            if (!known.contains(child.name())) {
                throw invalid("expected in " + parent.name().getLocalPart() + " only " + List.of(locals) + ", found "
                        + child.name().getLocalPart());
            }
        }
    }

    static XmlElement one(XmlElement parent, String local) throws Refusal {
        return optional(parent, local)
                .orElseThrow(() ->
                        invalid("expected one " + local + " in " + parent.name().getLocalPart() + ", found none"));
    }

    static Optional<XmlElement> optional(XmlElement parent, String local) throws Refusal {
        List<XmlElement> found = parent.children(Names.eb(local));
        if (found.size() > 1) {
            throw invalid("expected one " + local + " in " + parent.name().getLocalPart() + ", found " + found.size());
        }
        return found.stream().findFirst();
    }

    static String text(XmlElement element) throws Refusal {
        String text = element.text();
        if (!element.children().isEmpty() || text.length() > LONGEST) {
            throw invalid("expected at most " + LONGEST + " characters in "
                    + element.name().getLocalPart());
        }
        return text.strip();
    }

    static String filled(XmlElement element) throws Refusal {
        String text = text(element);
        if (text.isEmpty()) {
            throw invalid("expected a value in " + element.name().getLocalPart() + ", found none");
        }
        return text;
    }

    static String messageId(XmlElement element) throws Refusal {
        // The key of the duplicate check: one spelling only, so white space is not stripped here (attack S13).
        String id = element.text();
        if (!id.matches("[\\x21-\\x3b\\x3d\\x3f-\\x7e]{1,255}")) {
            throw invalid("expected in " + element.name().getLocalPart()
                    + " a message id of 1 to 255 characters without blanks and angle brackets");
        }
        return id;
    }

    static Instant instant(XmlElement element) throws Refusal {
        String text = filled(element);
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new Refusal(EbmsCode.INVALID_HEADER, "expected a timestamp in UTC, such as 2026-11-24T09:00:00Z", e);
        }
    }

    static Refusal invalid(String detail) {
        return new Refusal(EbmsCode.INVALID_HEADER, detail);
    }
}
