package org.cretula.xml;

/**
 * How much of a document is read before it is refused; all are checked before memory is taken for the excess.
 *
 * @param bytes size of the document
 * @param depth nesting of elements; kept low because canonicalisation recurses
 * @param elements elements in all; and twice as many attributes, namespace declarations, comments and processing
 *     instructions together
 * @param attributes attributes and namespace declarations of one element
 * @param textLength characters of one text node or attribute value
 */
public record XmlLimits(int bytes, int depth, int elements, int attributes, int textLength) {

    /** For a certificate of origin: 10 MiB, depth 64, 100,000 elements, 64 attributes each, 1 MiB of text in one place. */
    public static final XmlLimits CERTIFICATE = new XmlLimits(10 << 20, 64, 100_000, 64, 1 << 20);

    /** Names in all, of elements, attributes, prefixes and instructions; more than UBL 2.4 has, whatever the other limits. */
    static final int NAMES = 4_000;

    public XmlLimits {
        if (bytes < 1 || depth < 1 || elements < 1 || attributes < 1 || textLength < 1) {
            throw new IllegalArgumentException("every limit is at least 1");
        }
    }

    int besides() {
        return (int) Math.min(2L * elements, Integer.MAX_VALUE);
    }
}
