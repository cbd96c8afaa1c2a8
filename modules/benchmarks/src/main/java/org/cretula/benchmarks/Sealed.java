package org.cretula.benchmarks;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.cretula.sealing.CertificateSealer;
import org.cretula.signing.Augmenter;
import org.cretula.signing.SignatureLevel;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.XadesSigner;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestCrl;
import org.cretula.testkit.TestTsa;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.KeyEntry;
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
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;

/**
 * Sealed certificates of origin by many signers: five CAs under one root, each with a list of a hundred revoked
 * certificates, and a time-stamping authority under a root of its own.
 */
final class Sealed {

    static final Instant SIGNED = Instant.parse("2026-06-01T10:00:00Z");
    static final Instant AT = Instant.parse("2026-06-02T00:00:00Z");
    private static final int CAS = 5;
    private static final int REVOKED = 100;

    private final Providers providers;
    private final Subject model;
    private final TestCa root;
    private final List<TestCa> cas = new ArrayList<>();
    private final TestCa tsaRoot = TestCa.root("TSA root");
    private final TestTsa tsa =
            TestTsa.by(tsaRoot.issue(TestTsa.subject("TSA"))).at(SIGNED.plusSeconds(30));
    private final List<Credential> signers = new ArrayList<>();

    /** So many signers with keys like the model's. */
    Sealed(int count, Subject model, Providers providers) {
        this.model = model;
        this.providers = providers;
        root = TestCa.root(named("Root"));
        for (int c = 0; c < CAS; c++) {
            cas.add(root.intermediate(named("CA " + c)));
        }
        for (int s = 0; s < count; s++) {
            signers.add(cas.get(s % CAS).issue(named("Chamber " + s)));
        }
    }

    private Subject named(String name) {
        return new Subject(
                "CN=" + name,
                model.algorithm(),
                model.notBefore(),
                model.notAfter(),
                model.keyUsage(),
                model.extendedKeyUsages(),
                model.crlUrl(),
                model.forgery());
    }

    /** Documents made from this one, each with a number of its own, sealed by the signers in turn. */
    List<byte[]> documents(byte[] model, int count) {
        XmlDoor door = new XmlDoor(XmlLimits.CERTIFICATE);
        String text = new String(model, StandardCharsets.UTF_8);
        String before = "<cbc:ID>";
        int from = text.indexOf(before) + before.length();
        String number = text.substring(from, text.indexOf('<', from));
        List<byte[]> sealed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Credential signer = signers.get(i % signers.size());
            byte[] own = text.replace(number, number + "-" + i).getBytes(StandardCharsets.UTF_8);
            try {
                // A certificate's form does for what is larger: numbers of goods items stand in it again and again.
                XmlParse.Parsed parsed = (XmlParse.Parsed) door.parse(own);
                KeyEntry key = new KeyEntry(signer.key(), signer.chain());
                sealed.add(
                        own.length < 50_000
                                ? new CertificateSealer(key, providers).seal(own, SIGNED)
                                : new XadesSigner(key, providers)
                                        .sign(parsed.document(), parsed.root(), "application/xml", SIGNED));
            } catch (SigningRefusedException e) {
                throw new IllegalStateException("not sealed", e);
            }
        }
        return sealed;
    }

    /** The same documents at B-LTA. */
    List<byte[]> raised(List<byte[]> documents) throws GeneralSecurityException {
        TrustMaterial trust = trust(true);
        Clock clock = Clock.fixed(SIGNED.plusSeconds(30), ZoneOffset.UTC);
        Network network = request -> new Network.Reply(
                request.address(), tsa.answer(request.question().orElseThrow().bytes()));
        Augmenter augmenter = new Augmenter(trust, providers, clock)
                .stampedBy(new TimeStampClient(
                        network,
                        List.of(TimeStampAuthority.at(URI.create("http://tsa.example.invalid/"))),
                        TimeStampLimits.USUAL,
                        new TimeStampExaminer(
                                new PathExaminer(trust, providers), providers, AlgorithmCatalogue.usual()),
                        providers,
                        clock,
                        new SecureRandom()));
        List<byte[]> raised = new ArrayList<>();
        for (byte[] document : documents) {
            try {
                raised.add(augmenter.augment(document, SignatureLevel.B_LTA));
            } catch (SigningRefusedException e) {
                throw new IllegalStateException("not augmented", e);
            }
        }
        return raised;
    }

    /** Fresh material of ours; with everything, or with the anchors alone, which do for B-LTA. */
    TrustMaterial trust(boolean whole) throws GeneralSecurityException {
        TrustMaterial.Builder material = TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.ISSUER, root.certificate())
                .anchor(Purpose.TSA, tsaRoot.certificate());
        if (whole) {
            cas.forEach(ca -> material.intermediate(ca.certificate()));
            for (byte[] list : lists()) {
                material.crl(StrictCertificates.parseCrl(list).value().orElseThrow());
            }
        }
        return material.build();
    }

    List<byte[]> anchors() throws GeneralSecurityException {
        return List.of(root.certificate().getEncoded(), tsaRoot.certificate().getEncoded());
    }

    /** The CAs between. */
    List<byte[]> others() throws GeneralSecurityException {
        List<byte[]> others = new ArrayList<>();
        for (TestCa ca : cas) {
            others.add(ca.certificate().getEncoded());
        }
        return others;
    }

    /** By subject and in DER: root and CAs. */
    List<X509Certificate> issuers() {
        List<X509Certificate> issuers = new ArrayList<>(List.of(root.certificate()));
        cas.forEach(ca -> issuers.add(ca.certificate()));
        return issuers;
    }

    /** Lists of all CAs. */
    List<byte[]> lists() {
        List<byte[]> lists = new ArrayList<>();
        lists.add(list(root));
        cas.forEach(ca -> lists.add(list(ca)));
        lists.add(list(tsaRoot));
        return lists;
    }

    private static byte[] list(TestCa ca) {
        TestCrl list = ca.crl().forged(crl -> {
            for (long serial = 1; serial <= REVOKED; serial++) {
                crl.addCRLEntry(BigInteger.valueOf(1_000_000_000L + serial), Date.from(SIGNED), 0);
            }
        });
        return list.der();
    }
}
