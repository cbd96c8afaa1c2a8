package org.cretula.trust.internal.path;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cretula.trust.Providers;
import org.cretula.trust.internal.encoding.CertificateSignatures;
import org.cretula.trust.internal.encoding.Words;

/**
 * One implementation of RFC 5280 path validation, without revocation.
 *
 * <p>The anchor is handed over as a name and a key: what its certificate says, each engine would judge in its own way
 * or not at all, so {@link AnchorConstraints} and {@link CertificateValidity} do.
 */
public final class PkixEngine {

    /** How an engine is given a certificate, so that it verifies signatures where we want. */
    private interface Form {
        X509Certificate of(X509Certificate certificate) throws GeneralSecurityException;
    }

    private final Provider engine;
    private final Form form;

    private PkixEngine(Provider engine, Form form) {
        this.engine = engine;
        this.form = form;
    }

    /** The JDK's engine. */
    public static PkixEngine jdk(Providers providers) {
        CertificateSignatures signatures = new CertificateSignatures(providers);
        return new PkixEngine(providers.digest(), certificate -> new EngineCertificate(certificate, signatures));
    }

    /** Bouncy Castle's engine, on certificates that its own parser read. */
    public static PkixEngine bouncyCastle(Providers providers) {
        Provider provider = providers.bouncyCastle();
        return new PkixEngine(
                provider, certificate -> (X509Certificate) CertificateFactory.getInstance("X.509", provider)
                        .generateCertificate(new ByteArrayInputStream(certificate.getEncoded())));
    }

    /** Why this engine does not accept the path; empty when it does. */
    public Optional<String> refusal(CandidatePath path) {
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
        List<X509Certificate> certificates = new ArrayList<>();
        for (X509Certificate certificate : path.belowAnchor()) {
            certificates.add(form.of(certificate));
        }
        return CertificateFactory.getInstance("X.509", engine).generateCertPath(certificates);
    }
}
