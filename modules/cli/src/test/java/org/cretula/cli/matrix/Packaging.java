package org.cretula.cli.matrix;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.cretula.signing.DataObject;
import org.cretula.signing.SignatureRequest;
import org.cretula.signing.SigningRefusedException;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;

/** Ways to sign; the names are those of the table. */
enum Packaging {
    ENVELOPED("enveloped"),
    PARALLEL("in parallel"),
    SEQUENCE("in sequence"),
    INTERNALLY_DETACHED("internally detached"),
    ENVELOPING("enveloping bytes"),
    ENVELOPING_XML("enveloping XML"),
    DETACHED("detached"),
    COUNTER_SIGNATURE("counter-signature");

    /** How a detached signature names its data. */
    static final String DATA = "data%20one.bin";
    /** The file of that name. */
    static final String DATA_FILE = "data one.bin";

    private static final String DOCUMENT =
            "<t:goods xmlns:t=\"urn:cretula:test\"><!-- c --><t:part Id=\"a\">120</t:part>"
                    + "<t:part Id=\"b\">7</t:part><t:slot/></t:goods>";

    private final String words;

    Packaging(String words) {
        this.words = words;
    }

    /** Signs a request with the key of somebody who was there before. */
    interface Earlier {
        byte[] sign(SignatureRequest request) throws SigningRefusedException;
    }

    String words() {
        return words;
    }

    /** How many signatures the file has. */
    int signatures() {
        return this == PARALLEL || this == SEQUENCE || this == COUNTER_SIGNATURE ? 2 : 1;
    }

    /**
     * How many of them, counted from the last but for a counter-signature, are raised: a signature under an enveloped
     * one would be changed by it, and a counter-signature belongs to the one that is raised.
     */
    int raised() {
        return this == PARALLEL ? 2 : 1;
    }

    SignatureRequest request(Earlier earlier) throws SigningRefusedException {
        return switch (this) {
            case ENVELOPED -> enveloped(document());
            case PARALLEL -> beside(parsed(earlier.sign(beside(document()))));
            case SEQUENCE -> enveloped(parsed(earlier.sign(beside(document()))));
            case INTERNALLY_DETACHED -> {
                XmlParse.Parsed parsed = document();
                yield SignatureRequest.internallyDetached(
                        parsed.document(), slot(parsed), Map.of("a", "application/xml"));
            }
            case ENVELOPING -> SignatureRequest.enveloping(data());
            case ENVELOPING_XML ->
                SignatureRequest.enveloping(document().root().children().get(0), "application/xml");
            case DETACHED -> SignatureRequest.detached(data());
            case COUNTER_SIGNATURE -> {
                XmlParse.Parsed parsed = parsed(earlier.sign(enveloped(document())));
                yield SignatureRequest.counterSignature(
                        parsed.document(), signatures(parsed).get(0));
            }
        };
    }

    /** The file with one character or byte of what was signed changed; of a detached one the file is as it was. */
    byte[] changed(byte[] signed) {
        String text = new String(signed, StandardCharsets.UTF_8);
        String changed = switch (this) {
            case ENVELOPED, PARALLEL, SEQUENCE, INTERNALLY_DETACHED, ENVELOPING_XML, COUNTER_SIGNATURE ->
                text.replace(">120<", ">920<");
            case ENVELOPING -> text.replace(base64(bytes()), base64(changedBytes()));
            case DETACHED -> text;
        };
        return changed.getBytes(StandardCharsets.UTF_8);
    }

    /** What is signed where bytes are. */
    static byte[] bytes() {
        return new byte[] {0, 13, 10, (byte) 0xff, '<'};
    }

    /** The same with a bit changed. */
    static byte[] changedBytes() {
        byte[] changed = bytes();
        changed[0] ^= 1;
        return changed;
    }

    /** The signatures of a file in document order. */
    static List<XmlElement> signatures(XmlParse.Parsed parsed) {
        return parsed.root().descendantsAndSelf().stream()
                .filter(e -> e.name().getLocalPart().equals("Signature"))
                .toList();
    }

    static XmlParse.Parsed parsed(byte[] xml) {
        return (XmlParse.Parsed) new XmlDoor(XmlLimits.CERTIFICATE).parse(xml);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static DataObject data() {
        return new DataObject(DATA, bytes(), "application/octet-stream");
    }

    private static SignatureRequest enveloped(XmlParse.Parsed parsed) {
        return SignatureRequest.enveloped(parsed.document(), slot(parsed), "application/xml");
    }

    private static SignatureRequest beside(XmlParse.Parsed parsed) {
        return SignatureRequest.envelopedBesideOthers(parsed.document(), slot(parsed), "application/xml");
    }

    private static XmlParse.Parsed document() {
        return parsed(DOCUMENT.getBytes(StandardCharsets.UTF_8));
    }

    private static XmlElement slot(XmlParse.Parsed parsed) {
        return parsed.root().children().get(2);
    }
}
