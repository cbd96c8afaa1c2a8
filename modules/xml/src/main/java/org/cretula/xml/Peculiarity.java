package org.cretula.xml;

/**
 * Something well-formed that a closed profile may want to refuse, with the place where it first occurs.
 *
 * @param kind what it is
 * @param line line in the document, from 1
 * @param column column in the line, from 1
 * @param detail the name, target or value concerned; empty when the kind says it all
 */
public record Peculiarity(Kind kind, int line, int column, String detail) {

    /** What can be peculiar about a well-formed document. */
    public enum Kind {
        BYTE_ORDER_MARK("a byte order mark"),
        NOT_UTF_8("an encoding other than UTF-8"),
        NOT_XML_1_0("an XML version other than 1.0"),
        COMMENT("a comment"),
        PROCESSING_INSTRUCTION("a processing instruction"),
        DUPLICATE_ID("the same identifier on two elements"),
        RELATIVE_NAMESPACE("a relative namespace name");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** The kind in words, with article. */
        public String words() {
            return words;
        }
    }

    /** One sentence part for a report: what, which, where. */
    public String describe() {
        return kind.words() + (detail.isEmpty() ? "" : " ('" + detail + "')") + " at line " + line + ", column "
                + column;
    }
}
