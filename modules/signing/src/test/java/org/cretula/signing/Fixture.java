package org.cretula.signing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.CertificateRevocationList;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.Providers;
import org.cretula.trust.Purpose;
import org.cretula.trust.StrictCertificates;
import org.cretula.trust.TrustMaterial;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Outcome;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.w3c.dom.Element;

/** A document, a signer under a root with a CRL, and a validator that trusts the root. */
final class Fixture {

    static final Instant SIGNED = Instant.parse("2026-11-24T08:00:00Z");
    static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    static final Providers PROVIDERS = new Providers();
    static final TestCa ROOT = TestCa.root("Root");
    static final Credential EC = ROOT.issue(Subject.named("Signer EC"));
    static final Credential RSA = ROOT.issue(Subject.named("Signer RSA").rsa(3072));
    static final SignatureValidator VALIDATOR = validator();
    static final String DOCUMENT =
            "<doc xmlns=\"urn:test\"><!-- kept --><slot/><weight unit=\"KGM\">2400</weight></doc>";

    private Fixture() {}

    static KeyEntry entry(Credential credential) {
        return new KeyEntry(credential.key(), credential.chain());
    }

    static byte[] sign(Credential credential) throws SigningRefusedException {
        XmlParse.Parsed parsed = parsed(DOCUMENT.getBytes(StandardCharsets.UTF_8));
        XmlElement slot = parsed.root().children().get(0);
        return new XadesSigner(entry(credential), PROVIDERS).sign(parsed.document(), slot, "application/xml", SIGNED);
    }

    static byte[] sign(Credential credential, SignatureAlgorithm algorithm) throws SigningRefusedException {
        return new XadesSigner(entry(credential), PROVIDERS).sign(enveloped().algorithm(algorithm), SIGNED);
    }

    /** A request to seal the document. */
    static SignatureRequest enveloped() {
        XmlParse.Parsed parsed = parsed(DOCUMENT.getBytes(StandardCharsets.UTF_8));
        return SignatureRequest.enveloped(
                parsed.document(), parsed.root().children().get(0), "application/xml");
    }

    static XmlParse.Parsed parsed(byte[] xml) {
        return (XmlParse.Parsed) new XmlDoor(XmlLimits.CERTIFICATE).parse(xml);
    }

    static SignatureJudgement judge(byte[] signed) {
        return judge(signed, NOW);
    }

    static SignatureJudgement judge(byte[] signed, Instant at) {
        Element signature = (Element) parsed(signed)
                .document()
                .getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "Signature")
                .item(0);
        return VALIDATOR.judge(new XmlElement(signature), at);
    }

    private static SignatureValidator validator() {
        CertificateRevocationList crl =
                StrictCertificates.parseCrl(ROOT.crl().der()).value().orElseThrow();
        TrustMaterial trust = TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.ISSUER, ROOT.certificate())
                .crl(crl)
                .build();
        return new SignatureValidator(new PathExaminer(trust, PROVIDERS), PROVIDERS);
    }

    /** The outcome of one check; empty when it did not run. */
    static Optional<Outcome> outcome(SignatureJudgement judgement, String check) {
        return judgement.verdict().findings().stream()
                .filter(f -> f.check().equals(check))
                .map(Finding::outcome)
                .findFirst();
    }
}
