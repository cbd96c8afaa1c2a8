package org.cretula.trust;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One implementation of RFC 5280 path validation, without revocation.
 *
 * <p>The anchor is handed over as a name and a key: what its certificate says, each engine would judge in its own way
 * or not at all, so {@link AnchorConstraints} and {@link CertificateValidity} do.
 */
final class PkixEngine {

    private final String name;
    private final Provider engine;
    private final Provider bouncyCastle;
    // A certificate verifies with the provider that parsed it, and PKIXParameters takes a provider's name only.
    private final Predicate<X509Certificate> parsedByBouncyCastle;

    private PkixEngine(
            String name, Provider engine, Provider bouncyCastle, Predicate<X509Certificate> parsedByBouncyCastle) {
        this.name = name;
        this.engine = engine;
        this.bouncyCastle = bouncyCastle;
        this.parsedByBouncyCastle = parsedByBouncyCastle;
    }

    /** The JDK's engine; it verifies RSA itself and leaves EC to Bouncy Castle. */
    static PkixEngine jdk(Providers providers) {
        return new PkixEngine(
                "JDK",
                providers.digest(),
                providers.bouncyCastle(),
                certificate -> !Providers.isRsa(certificate.getSigAlgName()));
    }

    static PkixEngine bouncyCastle(Providers providers) {
        return new PkixEngine("Bouncy Castle", providers.bouncyCastle(), providers.bouncyCastle(), certificate -> true);
    }

    String name() {
        return name;
    }

    /** Why this engine does not accept the path; empty when it does. */
    Optional<String> refusal(CandidatePath path) {
        try {
            X509Certificate anchor = path.anchor();
            TrustAnchor trust = new TrustAnchor(anchor.getSubjectX500Principal(), anchor.getPublicKey(), null);
            PKIXParameters parameters = new PKIXParameters(Set.of(trust));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(path.engineDate()));
            CertPathValidator.getInstance("PKIX", engine).validate(certPath(path), parameters);
            return Optional.empty();
        } catch (CertPathValidatorException e) {
            return Optional.of(where(path, e) + Words.line(e));
        } catch (GeneralSecurityException | RuntimeException e) {
            // Both engines let unchecked exceptions through for some malformed extensions; not accepted is not
            // accepted.
            return Optional.of(Words.line(e));
        }
    }

    private static String where(CandidatePath path, CertPathValidatorException e) {
        int index = e.getIndex();
        return index < 0 || index >= path.belowAnchor().size()
                ? ""
                : Words.name(path.belowAnchor().get(index)) + ": ";
    }

    private CertPath certPath(CandidatePath path) throws GeneralSecurityException {
        CertificateFactory parser = CertificateFactory.getInstance("X.509", bouncyCastle);
        List<X509Certificate> certificates = new ArrayList<>();
        for (X509Certificate certificate : path.belowAnchor()) {
            certificates.add(parsedByBouncyCastle.test(certificate) ? reparse(parser, certificate) : certificate);
        }
        return CertificateFactory.getInstance("X.509", engine).generateCertPath(certificates);
    }

    private static X509Certificate reparse(CertificateFactory parser, X509Certificate certificate)
            throws CertificateException {
        return (X509Certificate) parser.generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
    }
}
