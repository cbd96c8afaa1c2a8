package org.cretula.signing.internal.doctor;

/** What programs and people do to a document without meaning to change it. */
public enum Accident {
    PRETTY_PRINTED(
            "the white space between its elements were taken out",
            "somebody pretty-printed it",
            "as it was before it was laid out"),
    LAID_OUT_ANEW(
            "its elements were indented otherwise",
            "somebody changed or removed its indentation",
            "with the indentation it had when it was signed"),
    LINE_ENDS_LOST(
            "its lines ended in carriage return and line feed",
            "somebody changed its line ends from CRLF to LF",
            "with the line ends it had when it was signed"),
    LINE_ENDS_ADDED(
            "its lines ended in a line feed alone",
            "somebody changed its line ends from LF to CRLF",
            "with the line ends it had when it was signed"),
    MARK_ADDED(
            "it did not begin with a byte order mark",
            "an editor put a byte order mark before it",
            "without the byte order mark"),
    MARK_LOST(
            "it began with a byte order mark",
            "an editor took the byte order mark away",
            "with the byte order mark it had when it was signed"),
    LAST_LINE_END_ADDED(
            "it did not end in a line end",
            "an editor put a line end behind its last line",
            "without the line end behind its last line"),
    LAST_LINE_END_LOST(
            "it ended in a line end",
            "an editor took the line end behind its last line away",
            "with the line end behind its last line"),
    NAMESPACES_ADDED(
            "the namespace declarations that nothing uses were taken out",
            "somebody put namespace declarations into it, or put it into another document",
            "with the namespace declarations it had when it was signed"),
    NAMESPACES_LOST(
            "the usual namespaces of XML Schema were declared in its first element",
            "somebody took namespace declarations out that nothing used",
            "with the namespace declarations it had when it was signed"),
    NAMESPACES_MOVED(
            "its namespaces were declared elsewhere in it",
            "somebody moved its namespace declarations",
            "with the namespace declarations where they were when it was signed"),
    BASE64_WRAPPED(
            "its base64 were written without line breaks",
            "somebody broke its base64 into lines",
            "with base64 as it was written when it was signed"),
    BASE64_UNWRAPPED(
            "its base64 were broken into lines",
            "somebody changed or removed the line breaks of its base64",
            "with base64 as it was written when it was signed"),
    ATTRIBUTES_NORMALISED(
            "the white space in its attributes were line ends or tabs",
            "somebody wrote its attributes anew and made spaces of their line ends or tabs",
            "with the attributes as they were when it was signed"),
    ATTRIBUTES_BROKEN(
            "the line ends and tabs in its attributes were spaces",
            "somebody wrote its attributes anew and made line ends or tabs of their spaces",
            "with the attributes as they were when it was signed"),
    SPACE_ATTRIBUTE_ADDED("it had no xml:space", "somebody put xml:space into it", "without the attributes xml:space"),
    COMMENTS_COUNTED(
            "its comments were left out or kept, other than the signature says",
            "somebody put comments into it, or its signer's program took the wrong canonical form",
            "without comments that were added, or a signature by a program without that fault"),
    OTHER_FORM(
            "it were canonicalised in another way than the signature says",
            "its signer's program took the wrong canonical form, or somebody moved its namespace declarations",
            "as it was when it was signed, or a signature by a program without that fault"),
    READ_AS_LATIN_1(
            "its characters were what is left when UTF-8 is no longer read as Latin-1",
            "some program read its UTF-8 as Latin-1",
            "with the characters it had when it was signed"),
    LATIN_1_LOST(
            "its characters were those of UTF-8 that is read as Latin-1",
            "some program repaired its characters after it was signed",
            "with the characters it had when it was signed"),
    ENCODING_CHANGED(
            "its characters were encoded otherwise",
            "somebody saved it in another encoding",
            "in the encoding it had when it was signed"),
    ESCAPED_TWICE(
            "its references to characters were resolved once more",
            "some program escaped its text twice",
            "with its text as it was when it was signed"),
    ESCAPED_LESS(
            "its text were escaped once more",
            "some program resolved the references to characters in its text",
            "with its text as it was when it was signed");

    private final String condition;
    private final String story;
    private final String wanted;

    Accident(String condition, String story, String wanted) {
        this.condition = condition;
        this.story = story;
        this.wanted = wanted;
    }

    /** What would have to be so for the digest to match: goes behind "if". */
    String condition() {
        return condition;
    }

    /** What seems to have happened. */
    String story() {
        return story;
    }

    /** Which document would settle it: goes behind "the document". */
    String wanted() {
        return wanted;
    }
}
