package org.cretula.signing.internal.doctor;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An accident undone, in one of the ways in which it can have happened.
 *
 * @param order of two that happened together, the one with the lower number is undone first; two of the same number do
 *     not go together
 */
record Repair(Accident accident, int order, Undoing undoing) {

    /** Writes the document as it may have been; {@code false} where it cannot have been otherwise. */
    interface Undoing {
        boolean write(byte[] now, Out out);
    }

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /**
     * Whether it is worth while to try it on what another one made: one of two accidents is mostly that of an editor or of
     * a mail program, and to try all with all takes long.
     */
    boolean isLikelyAfter(Repair first) {
        return order > first.order() && (isEverywhere(accident) || isEverywhere(first.accident()));
    }

    private static boolean isEverywhere(Accident accident) {
        return accident == Accident.PRETTY_PRINTED
                || accident == Accident.LINE_ENDS_LOST
                || accident == Accident.LINE_ENDS_ADDED;
    }

    /** Those that a document in canonical form may need, the likeliest first. */
    static List<Repair> ofXml(Survey survey, Seat seat, boolean inclusive) {
        List<Repair> repairs = new ArrayList<>();
        layouts(survey, seat, repairs);
        rewritings(survey, repairs);
        if (survey.hasBase64()) {
            base64(repairs);
        }
        if (inclusive) {
            namespaces(repairs);
        }
        if (survey.hasSpaceAttributes()) {
            repairs.add(new Repair(Accident.SPACE_ATTRIBUTE_ADDED, 5, Repair::withoutSpaceAttributes));
        }
        if (survey.isBeyondAscii()) {
            encodings(repairs);
        }
        return repairs;
    }

    private static void layouts(Survey survey, Seat seat, List<Repair> repairs) {
        if (survey.hasElementsInElements() && survey.deepest() <= Layout.DEEPEST) {
            if (survey.hasBlanks()) {
                layout(Accident.PRETTY_PRINTED, new Layout("", false, false), survey, seat, repairs);
            }
            if (survey.hasBrokenTexts()) {
                layout(Accident.PRETTY_PRINTED, new Layout("", false, true), survey, seat, repairs);
            }
            for (String indentation : Layout.usual()) {
                layout(Accident.LAID_OUT_ANEW, new Layout(indentation, false, false), survey, seat, repairs);
                if (seat.path().size() > 2) {
                    layout(Accident.LAID_OUT_ANEW, new Layout(indentation, true, false), survey, seat, repairs);
                }
            }
        }
    }

    private static void layout(Accident accident, Layout layout, Survey survey, Seat seat, List<Repair> repairs) {
        repairs.add(new Repair(accident, 6, (xml, out) -> {
            layout.write(xml, survey, seat, out);
            return true;
        }));
    }

    private static void rewritings(Survey survey, List<Repair> repairs) {
        if (survey.hasLineFeeds()) {
            repairs.add(rewriting(Accident.LINE_ENDS_LOST, 7, Rewriting.LINE_FEEDS_TO_CRLF));
        }
        if (survey.hasCarriageReturns()) {
            repairs.add(rewriting(Accident.LINE_ENDS_ADDED, 7, Rewriting.CRLF_TO_LINE_FEEDS));
        }
        if (survey.hasReferences()) {
            repairs.add(rewriting(Accident.ESCAPED_TWICE, 2, Rewriting.RESOLVE_ONCE_MORE));
            repairs.add(rewriting(Accident.ESCAPED_LESS, 2, Rewriting.ESCAPE_ONCE_MORE));
        }
        if (survey.hasSpacedAttributes()) {
            repairs.add(rewriting(Accident.ATTRIBUTES_NORMALISED, 4, Rewriting.SPACES_TO_LINE_FEEDS));
            repairs.add(rewriting(Accident.ATTRIBUTES_NORMALISED, 4, Rewriting.SPACES_TO_TABS));
        }
        if (survey.hasBrokenAttributes()) {
            repairs.add(rewriting(Accident.ATTRIBUTES_BROKEN, 4, Rewriting.CONTROLS_TO_SPACES));
        }
    }

    private static Repair rewriting(Accident accident, int order, Rewriting rewriting) {
        return new Repair(accident, order, (xml, out) -> {
            rewriting.write(xml, out);
            return true;
        });
    }

    private static void base64(List<Repair> repairs) {
        List<Base64Lines> ways = List.of(
                new Base64Lines(0, "", false),
                new Base64Lines(76, "\n", false),
                new Base64Lines(64, "\n", false),
                new Base64Lines(76, "&#xD;\n", false),
                new Base64Lines(64, "&#xD;\n", false),
                new Base64Lines(76, "\n", true),
                new Base64Lines(64, "\n", true));
        for (Base64Lines way : ways) {
            Accident accident = way.width() == 0 ? Accident.BASE64_WRAPPED : Accident.BASE64_UNWRAPPED;
            repairs.add(new Repair(accident, 3, (xml, out) -> {
                way.write(xml, out);
                return true;
            }));
        }
    }

    private static void namespaces(List<Repair> repairs) {
        repairs.add(new Repair(Accident.NAMESPACES_ADDED, 1, Declarations.UNUSED_LEFT_OUT::write));
        repairs.add(new Repair(Accident.NAMESPACES_MOVED, 1, Declarations.ALL_AT_THE_TOP::write));
        repairs.add(new Repair(Accident.NAMESPACES_LOST, 1, Declarations.INSTANCE_AT_THE_TOP::write));
        repairs.add(new Repair(Accident.NAMESPACES_LOST, 1, Declarations.SCHEMA_AT_THE_TOP::write));
    }

    private static boolean withoutSpaceAttributes(byte[] xml, Out out) {
        Markup markup = new Markup(xml);
        while (markup.next()) {
            int at = markup.kind() == Markup.Kind.START ? markup.indexOf(Survey.SPACE) : -1;
            int end = at + Survey.SPACE.length;
            while (at >= 0 && xml[end] != '"') {
                end++;
            }
            out.octets(xml, markup.from(), at < 0 ? markup.to() : at);
            if (at >= 0) {
                out.octets(xml, end + 1, markup.to());
            }
        }
        return true;
    }

    private static void encodings(List<Repair> repairs) {
        // Read as Latin-1 and written as UTF-8, each byte became a character; so each character becomes a byte again.
        repairs.add(encoding(Accident.READ_AS_LATIN_1, StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1));
        repairs.add(encoding(Accident.READ_AS_LATIN_1, StandardCharsets.UTF_8, WINDOWS));
        repairs.add(encoding(Accident.LATIN_1_LOST, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_8));
        repairs.add(encoding(Accident.LATIN_1_LOST, WINDOWS, StandardCharsets.UTF_8));
    }

    private static Repair encoding(Accident accident, Charset from, Charset to) {
        return new Repair(accident, 0, (bytes, out) -> {
            Optional<byte[]> converted = Encodings.converted(bytes, from, to);
            converted.ifPresent(c -> out.octets(c, 0, c.length));
            return converted.isPresent();
        });
    }

    /** Those that bytes of any kind may need. */
    static List<Repair> ofBytes(byte[] bytes) {
        List<Repair> repairs = new ArrayList<>(List.of(
                new Repair(Accident.LINE_ENDS_ADDED, 2, Plain::withLineFeeds),
                new Repair(Accident.LINE_ENDS_LOST, 2, Plain::withCarriageReturns),
                new Repair(Accident.LAST_LINE_END_ADDED, 1, Plain::withoutLastLineEnd),
                new Repair(Accident.LAST_LINE_END_LOST, 1, (now, out) -> Plain.with(now, "\n", out)),
                new Repair(Accident.LAST_LINE_END_LOST, 1, (now, out) -> Plain.with(now, "\r\n", out)),
                new Repair(Accident.MARK_ADDED, 3, Plain::withoutMark),
                new Repair(Accident.MARK_LOST, 3, Plain::withMark)));
        for (Charset other : List.of(StandardCharsets.ISO_8859_1, WINDOWS)) {
            repairs.add(encoding(Accident.ENCODING_CHANGED, StandardCharsets.UTF_8, other));
            repairs.add(encoding(Accident.ENCODING_CHANGED, other, StandardCharsets.UTF_8));
        }
        // The one without a name in it reads and writes the byte order mark.
        for (Charset wide : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            repairs.add(encoding(Accident.ENCODING_CHANGED, wide, StandardCharsets.UTF_8));
            repairs.add(encoding(Accident.ENCODING_CHANGED, StandardCharsets.UTF_8, wide));
        }
        repairs.removeIf(r -> r.accident() == Accident.ENCODING_CHANGED && bytes.length > Encodings.LARGEST);
        return repairs;
    }
}
