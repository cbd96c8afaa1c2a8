package org.cretula.oracle.dss;

import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.cretula.verdict.OneDoor;

/**
 * The least that verifies one document with DSS, offline, and says so.
 *
 * <pre>{@code DssVerifyProgram TRUST INSTANT FILE}</pre>
 */
public final class DssVerifyProgram {

    // Held here, or its level would be forgotten with it.
    private static final Logger LOG = Logger.getLogger("");

    private DssVerifyProgram() {}

    /** Prints the indication of the first signature. */
    @OneDoor("a program ends with an exit code")
    public static void main(String[] arguments) throws Exception {
        LOG.setLevel(Level.OFF);
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(
                new FileDocument(Path.of(arguments[2]).toFile()));
        validator.setCertificateVerifier(DssTrust.of(Path.of(arguments[0])).verifier());
        validator.setEnableEtsiValidationReport(false);
        validator.setIncludeSemantics(false);
        validator.setValidationTime(Date.from(Instant.parse(arguments[1])));
        SimpleReport report = validator.validateDocument().getSimpleReport();
        String indication = String.valueOf(report.getIndication(report.getFirstSignatureId()));
        System.out.println(indication);
        System.exit(indication.equals("TOTAL_PASSED") ? 0 : 1);
    }
}
