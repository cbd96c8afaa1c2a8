package org.cretula.trust.internal.path;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorResult;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.PolicyNode;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.cretula.trust.PathPolicy;
import org.cretula.trust.Providers;
import org.cretula.trust.internal.encoding.CertificateSignatures;
import org.cretula.trust.internal.encoding.Certificates;
import org.cretula.trust.internal.encoding.Remembered;
import org.cretula.trust.internal.encoding.Words;

/**
 * One implementation of RFC 5280 path validation, without revocation.
 *
 * <p>The anchor is handed over as a name and a key: what its certificate says, each engine would judge in its own way
 * or not at all, so {@link AnchorConstraints} and {@link CertificateValidity} do.
 */
public final class PkixEngine {

    private static final long MOST_READ = 4L * 1024 * 1024;

    /** How an engine's own parser reads a certificate. */
    private interface Reader {
        X509Certificate read(X509Certificate certificate) throws GeneralSecurityException;
    }

    private final Provider engine;
    private final Reader reader;
    private final CertificateSignatures signatures;

    private PkixEngine(Provider engine, Reader reader, CertificateSignatures signatures) {
        this.engine = engine;
        this.reader = reader;
        this.signatures = signatures;
    }

    /** The JDK's engine. */
    public static PkixEngine jdk(Providers providers) {
        return jdk(providers, new CertificateSignatures(providers));
    }

    /** The JDK's engine, told of signatures by these. */
    public static PkixEngine jdk(Providers providers, CertificateSignatures signatures) {
        return new PkixEngine(providers.digest(), certificate -> certificate, signatures);
    }

    /** Bouncy Castle's engine, on certificates that its own parser read. */
    public static PkixEngine bouncyCastle(Providers providers) {
        return bouncyCastle(providers, new CertificateSignatures(providers));
    }

    /** Bouncy Castle's engine, on certificates that its own parser read, told of signatures by these. */
    public static PkixEngine bouncyCastle(Providers providers, CertificateSignatures signatures) {
        Provider provider = providers.bouncyCastle();
        // A CA comes again with each of its holders.
        Remembered<X509Certificate, X509Certificate> read = new Remembered<>(MOST_READ, Certificates::weight);
        return new PkixEngine(
                provider,
                certificate -> {
                    Optional<X509Certificate> before = read.known(certificate);
                    if (before.isPresent()) {
                        return before.get();
                    }
                    X509Certificate now = (X509Certificate) CertificateFactory.getInstance("X.509", provider)
                            .generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
                    read.keep(certificate, now);
                    return now;
                },
                signatures);
    }

    /** Why this engine does not accept the path, whatever its policies; empty when it does. */
    public Optional<String> refusal(CandidatePath path) {
        return answer(path, PathPolicy.ANY).refusal();
    }

    /** What this engine says of the path. */
    public EngineAnswer answer(CandidatePath path, PathPolicy policy) {
        try {
            X509Certificate anchor = path.anchor();
            TrustAnchor trust = new TrustAnchor(anchor.getSubjectX500Principal(), anchor.getPublicKey(), null);
            PKIXParameters parameters = new PKIXParameters(Set.of(trust));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(path.engineDate()));
            parameters.setInitialPolicies(policy.acceptable());
            parameters.setExplicitPolicyRequired(policy.explicitRequired());
            parameters.setPolicyMappingInhibited(policy.mappingInhibited());
            parameters.setAnyPolicyInhibited(policy.anyInhibited());
            CertPathValidatorResult result =
                    CertPathValidator.getInstance("PKIX", engine).validate(certPath(path), parameters);
            PolicyNode tree = ((PKIXCertPathValidatorResult) result).getPolicyTree();
            Set<String> policies = new TreeSet<>();
            if (tree != null) {
                collect(tree, policies);
            }
            if (!policy.acceptable().isEmpty() && policies.remove(PathPolicy.ANY_POLICY)) {
                // RFC 5280 6.1.5 (g) (iii) 3: "any policy" at the end stands for those asked for; Bouncy Castle leaves
                // it.
                policies.addAll(policy.acceptable());
            }
            return new EngineAnswer(Optional.empty(), policies);
        } catch (CertPathValidatorException e) {
            return EngineAnswer.refused(where(path, e) + Words.line(e));
        } catch (GeneralSecurityException | RuntimeException e) {
            // Both engines let unchecked exceptions through for some malformed extensions; not accepted is not
            // accepted.
            return EngineAnswer.refused(Words.line(e));
        }
    }

    /** The policies that stand directly below "any policy", RFC 5280 6.1.5 (g) (iii) 1: the anchor's side of mappings. */
    private static void collect(PolicyNode any, Set<String> policies) {
        boolean leaf = true;
        for (Iterator<? extends PolicyNode> children = any.getChildren(); children.hasNext(); ) {
            PolicyNode child = children.next();
            leaf = false;
            if (child.getValidPolicy().equals(PathPolicy.ANY_POLICY)) {
                collect(child, policies);
            } else {
                policies.add(child.getValidPolicy());
            }
        }
        if (leaf) {
            policies.add(PathPolicy.ANY_POLICY);
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
            certificates.add(
                    new EngineCertificate(reader.read(certificate), key -> signatures.signed(certificate, key)));
        }
        return CertificateFactory.getInstance("X.509", engine).generateCertPath(certificates);
    }
}
