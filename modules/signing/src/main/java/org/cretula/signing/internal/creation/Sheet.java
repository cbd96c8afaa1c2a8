package org.cretula.signing.internal.creation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.xml.XMLConstants;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.internal.Names;
import org.cretula.xml.CanonicalText;
import org.cretula.xml.Canonicalization;
import org.cretula.xml.NotCanonicalException;
import org.cretula.xml.XmlLimits;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A document as it will be written, with the place where an enveloped signature goes.
 *
 * <p>It is written once, and everything else is taken from those bytes: the digest, by a reader that refuses whatever
 * another reader could refuse, and the result, which is the same bytes with the signature in between. The enveloped
 * transform takes exactly that out again.
 */
final class Sheet {

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String XMLNS = " xmlns:";
    // More than a signature has, and than it is long without documents of its policy.
    private static final int ELEMENTS_OF_SIGNATURE = 200;
    private static final int DEPTH_OF_SIGNATURE = 16;
    private static final int BYTES_OF_SIGNATURE = 1 << 18;

    private final byte[] bytes;
    private final int at;
    private final String latin;
    private final String digest;
    private final CanonicalText.Extent extent;
    private final Element slot;

    private Sheet(Canonicalization.Opened opened, String digest, CanonicalText.Extent extent, Element slot) {
        this.bytes = opened.bytes();
        this.at = opened.at();
        // The bytes as they are, for which the processor has instructions of its own to search them.
        this.latin = new String(bytes, StandardCharsets.ISO_8859_1);
        this.digest = digest;
        this.extent = extent;
        this.slot = slot;
    }

    /** Writes the document and digests it; without any signature, if signatures are to stand beside each other. */
    static Sheet of(Packaging.Enveloped enveloped, DigestAlgorithm algorithm) throws SigningRefusedException {
        MessageDigest digest = algorithm.start();
        try {
            Canonicalization.Opened opened =
                    Canonicalization.INCLUSIVE_WITH_COMMENTS.opened(enveloped.document(), enveloped.slot());
            CanonicalText.Extent extent = enveloped.besideOthers()
                    ? CanonicalText.exclusiveWithout(Names.SIGNATURE, opened.bytes(), digest::update)
                    : CanonicalText.exclusive(opened.bytes(), digest::update);
            String text = Base64.getEncoder().encodeToString(digest.digest());
            return new Sheet(opened, text, extent, enveloped.slot());
        } catch (NotCanonicalException | IllegalArgumentException e) {
            throw new SigningRefusedException(
                    "expected a document that can be read again once it is written, found one that cannot: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Digest of the document, base64. */
    String digest() {
        return digest;
    }

    /** Whether this occurs anywhere in the document. */
    boolean holds(String ascii) {
        return latin.contains(ascii);
    }

    /** Whether there may be signatures in the document; an element of that name there is not otherwise. */
    boolean mayHoldSignatures() {
        return holds("<Signature") || holds(":Signature");
    }

    /** Whether the document with a signature is still one that a verifier with these limits reads. */
    boolean isWithin(XmlLimits limits) {
        return bytes.length + BYTES_OF_SIGNATURE <= limits.bytes()
                && extent.isWithin(limits, ELEMENTS_OF_SIGNATURE, DEPTH_OF_SIGNATURE);
    }

    /** The document up to the place, and behind that the beginning of the signature. */
    byte[] before(byte[] beginning) {
        byte[] all = new byte[DECLARATION.length() + at + beginning.length];
        System.arraycopy(DECLARATION.getBytes(StandardCharsets.US_ASCII), 0, all, 0, DECLARATION.length());
        System.arraycopy(bytes, 0, all, DECLARATION.length(), at);
        System.arraycopy(beginning, 0, all, DECLARATION.length() + at, beginning.length);
        return all;
    }

    /** The end of the signature, the document behind the place, and a line break. */
    byte[] after(byte[] end) {
        byte[] all = Arrays.copyOf(end, end.length + bytes.length - at + 1);
        System.arraycopy(bytes, at, all, end.length, bytes.length - at);
        all[all.length - 1] = '\n';
        return all;
    }

    /** The text of a signature, without the declarations that hold at the place already: canonical form has none twice. */
    String inPlace(String signature) {
        int end = signature.indexOf('>');
        StringBuilder text = new StringBuilder(signature.length());
        int kept = 0;
        for (int at = signature.indexOf(XMLNS); at >= 0 && at < end; at = signature.indexOf(XMLNS, at + 1)) {
            int from = signature.indexOf('"', at) + 1;
            int to = signature.indexOf('"', from);
            String prefix = signature.substring(at + XMLNS.length(), from - 2);
            if (signature.substring(from, to).equals(declared(prefix))) {
                text.append(signature, kept, at);
                kept = to + 1;
            }
        }
        return text.append(signature, kept, signature.length()).toString();
    }

    /** What the prefix stands for at the place; empty for nothing. */
    private String declared(String prefix) {
        for (Node n = slot; n instanceof Element e; n = n.getParentNode()) {
            if (e.hasAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, prefix)) {
                return e.getAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, prefix);
            }
        }
        return "";
    }
}
