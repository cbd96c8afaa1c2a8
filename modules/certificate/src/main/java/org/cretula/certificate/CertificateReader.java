package org.cretula.certificate;

import java.util.List;
import java.util.Optional;
import org.cretula.certificate.internal.BodyReader;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;

/**
 * Reads a UBL 2.4 {@code CertificateOfOrigin} of profile {@code urn:cretula:co:1}; it never throws for bad input.
 *
 * <p>What was read is all there is: an element, attribute, order or spelling that the profile does not know makes the
 * document unreadable, and a value that was read gives the same document when written, apart from white space between
 * elements, comments and prefixes. The one thing left alone is the extension that holds the seal. Reading is no
 * verification: a reader of sealed certificates has to read from the bytes that the seal covers.
 *
 * <p>May be shared by threads.
 */
public final class CertificateReader {

    private final XmlDoor door = new XmlDoor(XmlLimits.CERTIFICATE);

    /** A reader with the limits of {@link XmlLimits#CERTIFICATE}. */
    public CertificateReader() {}

    /** Reads a document. */
    public CertificateReading read(byte[] document) {
        XmlParse parse = door.parse(document);
        if (parse instanceof XmlParse.Refused refused) {
            return new CertificateReading.Unreadable(List.of(refused.explanation()));
        }
        return read(((XmlParse.Parsed) parse).root());
    }

    /** Reads from a tree that came through {@link XmlDoor}; {@code root} is its document element. */
    public CertificateReading read(XmlElement root) {
        BodyReader reader = new BodyReader();
        Optional<CertificateOfOrigin> certificate = reader.read(root);
        return certificate
                .<CertificateReading>map(CertificateReading.Read::new)
                .orElseGet(() -> new CertificateReading.Unreadable(reader.problems()));
    }
}
