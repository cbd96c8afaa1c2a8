package org.cretula.certificate;

import org.cretula.certificate.internal.BodyWriter;
import org.cretula.certificate.internal.DetailsWriter;
import org.cretula.certificate.internal.Profile;
import org.cretula.xml.CanonicalWriter;

/**
 * Writes a certificate as UBL 2.4 {@code CertificateOfOrigin}, profile {@code urn:cretula:co:1}: valid against the UBL
 * schema, the same bytes for the same certificate, no signature.
 *
 * <p>May be shared by threads.
 */
public final class CertificateWriter {

    /** A writer; it has no settings. */
    public CertificateWriter() {}

    /** Writes a certificate; the document is in canonical form after its first line. */
    public byte[] write(CertificateOfOrigin certificate) {
        CanonicalWriter out = CanonicalWriter.indented().root(Profile.ROOT, Profile.NAMESPACES);
        new DetailsWriter(out).write(certificate);
        new BodyWriter(out).write(certificate);
        return out.end().toDocument();
    }
}
