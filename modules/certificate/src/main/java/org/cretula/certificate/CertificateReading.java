package org.cretula.certificate;

import java.util.List;

/** What reading gave: a certificate, or the reasons why there is none. */
public sealed interface CertificateReading {

    /**
     * A certificate that says all that the document says.
     *
     * @param certificate the certificate
     */
    record Read(CertificateOfOrigin certificate) implements CertificateReading {}

    /**
     * No certificate.
     *
     * @param problems every problem that was found, at least one: where, what was expected, what was found
     */
    record Unreadable(List<String> problems) implements CertificateReading {
        public Unreadable {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("expected at least one problem, found none");
            }
        }
    }
}
