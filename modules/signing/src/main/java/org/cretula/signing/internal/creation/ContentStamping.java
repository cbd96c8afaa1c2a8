package org.cretula.signing.internal.creation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.Reference;
import org.apache.xml.security.signature.SignedInfo;
import org.cretula.signing.DataObject;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.internal.Core;
import org.cretula.signing.internal.Names;
import org.cretula.trust.timestamp.TimeStampClient;
import org.cretula.trust.timestamp.TimeStampException;
import org.cretula.trust.timestamp.TimeStampToken;
import org.cretula.xml.CanonicalWriter;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlParse;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Has the data time-stamped, and puts the time-stamp among the signed properties before they are digested.
 *
 * <p>What the references lead to is asked of Santuario, which shares no code with the maker of the digests.
 */
final class ContentStamping {

    /** How far the claimed time may be before that of the time-stamp that is signed with it. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private ContentStamping() {}

    /**
     * Adds the time-stamp to a signature that stands where it belongs; not to one with an identifier that the document
     * has already, for that one is not kept, and no authority need be asked for it.
     */
    static void add(Element signature, Packaging packaging, TimeStampClient client, Instant claimed)
            throws SigningRefusedException, XMLSecurityException {
        if (isSaidAlready(signature)) {
            return;
        }
        Document document = signature.getOwnerDocument();
        String text = written(token(signature, packaging, client, claimed));
        XmlParse parse = Drafting.OWN_DOOR.parse(text.getBytes(StandardCharsets.UTF_8));
        Element property = ((XmlParse.Parsed) parse).root().dom();
        properties(signature).appendChild(document.importNode(property, true));
    }

    /**
     * The text of a signature over the document around it, with the time-stamp behind all other properties of data.
     *
     * @param signature the same without time-stamp, where it belongs
     */
    static String into(String text, Element signature, Packaging packaging, TimeStampClient client, Instant claimed)
            throws SigningRefusedException, XMLSecurityException {
        String property =
                written(token(signature, packaging, client, claimed)).replaceFirst("( xmlns:\\w+=\"[^\"]*\")+", "");
        int behind = text.indexOf("</xades:SignedDataObjectProperties>");
        return new StringBuilder(text).insert(behind, property).toString();
    }

    /** In base64. */
    private static String token(Element signature, Packaging packaging, TimeStampClient client, Instant claimed)
            throws SigningRefusedException, XMLSecurityException {
        TimeStampToken token;
        try {
            token = client.stamp(content(signature, packaging));
        } catch (TimeStampException e) {
            throw new SigningRefusedException(String.valueOf(e.getMessage()), e);
        }
        if (claimed.plus(TOLERANCE).isBefore(token.time())) {
            throw new SigningRefusedException(
                    "expected a signing time not before that of the time-stamp over the data, " + token.time()
                            + ", found " + claimed + "; claim the present time");
        }
        return Base64.getEncoder().encodeToString(token.encoded());
    }

    private static boolean isSaidAlready(Element signature) {
        return saying(signature.getOwnerDocument().getDocumentElement(), signature) > saying(signature, signature);
    }

    private static long saying(Element root, Element signature) {
        String id = signature.getAttributeNS(null, "Id");
        return new XmlElement(root)
                .descendantsAndSelf().stream()
                        .filter(e -> e.attribute("Id").orElse("").startsWith(id))
                        .count();
    }

    /**
     * What the time-stamp is over; EN 319 132-1 V1.3.1 clause 5.2.8.1: what each reference but that to the signed
     * properties leads to, one after the other. Of a manifest, that is the manifest, not what it lists.
     */
    private static byte[] content(Element signature, Packaging packaging)
            throws SigningRefusedException, XMLSecurityException {
        Guard.identify(new XmlElement(signature.getOwnerDocument().getDocumentElement()).descendantsAndSelf());
        SignedInfo info = Core.wrap(signature).getSignedInfo();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int i = 0; i < info.getLength(); i++) {
            Reference reference = info.item(i);
            String uri = reference.getURI();
            boolean inside = uri.isEmpty() || uri.startsWith("#");
            if (!Names.SIGNED_PROPERTIES_TYPE.equals(reference.getType())) {
                content.writeBytes(inside ? reference.getReferencedBytes() : outside(packaging, uri));
            }
        }
        return content.toByteArray();
    }

    private static byte[] outside(Packaging packaging, String uri) throws SigningRefusedException {
        List<DataObject> objects =
                packaging instanceof Packaging.Detached detached ? detached.objects() : List.<DataObject>of();
        return objects.stream()
                .filter(object -> object.uri().equals(uri))
                .findFirst()
                .map(DataObject::bytes)
                .orElseThrow(() -> new SigningRefusedException("expected a data object '" + uri + "', found none"));
    }

    private static String written(String token) {
        return CanonicalWriter.compact()
                .root("xades:AllDataObjectsTimeStamp", Map.of("ds", Names.DS, "xades", Names.XADES))
                .start("ds:CanonicalizationMethod", "Algorithm", Names.EXCLUSIVE_C14N)
                .end()
                .element("xades:EncapsulatedTimeStamp", token)
                .end()
                .text();
    }

    /** Where properties of data objects stand; there are none yet where no object is described. */
    private static Element properties(Element signature) {
        XmlElement signed = new XmlElement(signature)
                .path(Names.ds("Object"), Names.xades("QualifyingProperties"), Names.xades("SignedProperties"))
                .orElseThrow();
        return signed.child(Names.xades("SignedDataObjectProperties"))
                .map(XmlElement::dom)
                .orElseGet(() -> {
                    Element created = signature
                            .getOwnerDocument()
                            .createElementNS(Names.XADES, "xades:SignedDataObjectProperties");
                    signed.dom().appendChild(created);
                    return created;
                });
    }
}
