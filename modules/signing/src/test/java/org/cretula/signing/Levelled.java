package org.cretula.signing;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestTsa;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.CertificateRevocationList;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.Network;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.Providers;
import org.cretula.trust.Purpose;
import org.cretula.trust.StrictCertificates;
import org.cretula.trust.TrustMaterial;
import org.cretula.trust.timestamp.TimeStampAuthority;
import org.cretula.trust.timestamp.TimeStampClient;
import org.cretula.trust.timestamp.TimeStampExaminer;
import org.cretula.trust.timestamp.TimeStampLimits;
import org.cretula.xml.XmlElement;
import org.w3c.dom.Element;

/** Signers below a CA, a time-stamping authority of another root, and augmenters and validators that trust both. */
final class Levelled {

    static final Providers PROVIDERS = Fixture.PROVIDERS;
    static final TestCa ROOT = TestCa.root("Signer root");
    static final TestCa CA = ROOT.intermediate("Signer CA");
    static final Credential SIGNER = CA.issue(Subject.named("Signer"));
    static final TestCa TSA_ROOT = TestCa.root("TSA root");
    static final TestCa TSA_CA = TSA_ROOT.intermediate("TSA CA");
    static final Credential TSA = TSA_CA.issue(TestTsa.subject("TSA"));
    static final Instant SIGNED = Fixture.SIGNED;
    static final Instant STAMPED = SIGNED.plusSeconds(30);

    private Levelled() {}

    /** The anchors of both, and no list. */
    static TrustMaterial.Builder anchors() {
        return TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.ISSUER, ROOT.certificate())
                .anchor(Purpose.TSA, TSA_ROOT.certificate());
    }

    /** The anchors and the CA of the authority, whose tokens carry nobody but itself. */
    static TrustMaterial.Builder known() {
        return anchors().intermediate(TSA_CA.certificate());
    }

    /** The same, and everybody's list, all silent. */
    static TrustMaterial trust() {
        TrustMaterial.Builder trust = known();
        for (TestCa ca : List.of(ROOT, CA, TSA_ROOT, TSA_CA)) {
            trust.crl(list(ca.crl().der()));
        }
        return trust.build();
    }

    static CertificateRevocationList list(byte[] der) {
        return StrictCertificates.parseCrl(der).value().orElseThrow();
    }

    static Augmenter augmenter(Instant at) {
        return augmenter(trust(), TestTsa.by(TSA), at);
    }

    static Augmenter augmenter(TrustMaterial trust, TestTsa tsa, Instant at) {
        return new Augmenter(trust, PROVIDERS, clock(at)).stampedBy(client(trust, tsa.at(at), at));
    }

    static Clock clock(Instant at) {
        return Clock.fixed(at, ZoneOffset.UTC);
    }

    static TimeStampClient client(TrustMaterial trust, TestTsa tsa, Instant at) {
        Network network = request -> new Network.Reply(
                request.address(), tsa.answer(request.question().orElseThrow().bytes()));
        return new TimeStampClient(
                network,
                List.of(TimeStampAuthority.at(URI.create("http://tsa.example.invalid/"))),
                TimeStampLimits.USUAL,
                new TimeStampExaminer(new PathExaminer(trust, PROVIDERS), PROVIDERS, AlgorithmCatalogue.usual()),
                PROVIDERS,
                clock(at),
                new SecureRandom());
    }

    /** A document signed by the signer and raised to a level, half a minute later. */
    static byte[] at(SignatureLevel level) throws SigningRefusedException {
        byte[] signed = Fixture.sign(SIGNER);
        return level == SignatureLevel.B_B ? signed : augmenter(STAMPED).augment(signed, level);
    }

    static SignatureJudgement judge(byte[] signed, TrustMaterial trust, Instant at) {
        Element signature = (Element) Fixture.parsed(signed)
                .document()
                .getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "Signature")
                .item(0);
        return new SignatureValidator(new PathExaminer(trust, PROVIDERS), PROVIDERS)
                .judge(new XmlElement(signature), at);
    }
}
