package org.cretula.oracle.dss;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.policy.ValidationPolicy;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.policy.ValidationPolicyLoader;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Predicate;

/**
 * EU DSS as the verifier that ours is compared with in one process: whether it passes every signature of some bytes, so
 * that whoever calls it needs none of its classes.
 *
 * <p>As fast as it is without leaving out a check: trust and policy are read once, and neither the ETSI report nor
 * explanations of its words are made. A new one has seen nothing.
 */
public final class DssVerifyRival implements Predicate<byte[]> {

    private static final ValidationPolicy POLICY =
            ValidationPolicyLoader.fromDefaultValidationPolicy().create();

    private final CertificateVerifier verifier;
    private final Date at;

    /**
     * A verifier.
     *
     * @param anchors trusted certificates, DER
     * @param others certificates that help to build paths, DER
     * @param lists revocation lists, DER
     * @param at as at when it judges
     */
    public DssVerifyRival(List<byte[]> anchors, List<byte[]> others, List<byte[]> lists, Instant at) {
        this.verifier = DssTrust.of(anchors, others, lists).verifier();
        this.at = Date.from(at);
    }

    @Override
    public boolean test(byte[] signed) {
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new InMemoryDocument(signed));
        validator.setCertificateVerifier(verifier);
        validator.setEnableEtsiValidationReport(false);
        validator.setIncludeSemantics(false);
        validator.setValidationTime(at);
        SimpleReport report = validator.validateDocument(POLICY).getSimpleReport();
        return report.getSignaturesCount() > 0
                && report.getSignatureIdList().stream()
                        .allMatch(id -> report.getIndication(id) == Indication.TOTAL_PASSED);
    }
}
