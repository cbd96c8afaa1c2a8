package org.cretula.oracle.dss;

import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonCertificateSource;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.ExternalResourcesOCSPSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of trust as DSS takes it: self-signed certificates are anchors, others help to build paths, lists say what
 * is revoked.
 *
 * <p>Files {@code *.crt}, {@code *.pem} (one certificate each) and {@code *.crl}, also in folders below; {@code *.ocsp} for who
 * asks for them.
 */
final class DssTrust {

    private final List<CertificateToken> anchors;
    private final List<CertificateToken> others;
    private final List<byte[]> lists;
    private final List<byte[]> answers;

    private DssTrust(
            List<CertificateToken> anchors, List<CertificateToken> others, List<byte[]> lists, List<byte[]> answers) {
        this.anchors = anchors;
        this.others = others;
        this.lists = lists;
        this.answers = answers;
    }

    static DssTrust of(Path folder) throws IOException {
        List<CertificateToken> anchors = new ArrayList<>();
        List<CertificateToken> others = new ArrayList<>();
        List<byte[]> lists = new ArrayList<>();
        List<byte[]> answers = new ArrayList<>();
        for (Path file : files(folder)) {
            String name = file.toString();
            if (name.endsWith(".crt") || name.endsWith(".pem")) {
                CertificateToken certificate = DSSUtils.loadCertificate(Files.readAllBytes(file));
                (certificate.isSelfSigned() ? anchors : others).add(certificate);
            } else if (name.endsWith(".crl")) {
                lists.add(Files.readAllBytes(file));
            } else if (name.endsWith(".ocsp")) {
                answers.add(Files.readAllBytes(file));
            }
        }
        return new DssTrust(anchors, others, lists, answers);
    }

    /** Of DER. */
    static DssTrust of(List<byte[]> anchors, List<byte[]> others, List<byte[]> lists) {
        return new DssTrust(
                anchors.stream().map(DSSUtils::loadCertificate).toList(),
                others.stream().map(DSSUtils::loadCertificate).toList(),
                lists,
                List.of());
    }

    /** A verifier that never asks the network. */
    CertificateVerifier verifier() {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        anchors.forEach(trusted::addCertificate);
        CommonCertificateSource adjunct = new CommonCertificateSource();
        others.forEach(adjunct::addCertificate);
        CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
        verifier.setTrustedCertSources(trusted);
        verifier.setAdjunctCertSources(adjunct);
        verifier.setCrlSource(new ExternalResourcesCRLSource(
                lists.stream().map(ByteArrayInputStream::new).toArray(InputStream[]::new)));
        return verifier;
    }

    /** The same, which prefers the answers of responders to lists. */
    CertificateVerifier verifierWithAnswers() {
        CertificateVerifier verifier = verifier();
        verifier.setOcspSource(new ExternalResourcesOCSPSource(
                answers.stream().map(ByteArrayInputStream::new).toArray(InputStream[]::new)));
        return verifier;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
