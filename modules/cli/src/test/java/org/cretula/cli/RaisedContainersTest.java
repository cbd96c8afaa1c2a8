package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.cretula.signing.Augmenter;
import org.cretula.signing.DataObject;
import org.cretula.signing.SignatureLevel;
import org.cretula.signing.SignatureRequest;
import org.cretula.signing.XadesSigner;
import org.cretula.signing.asic.AsicContainer;
import org.cretula.signing.asic.SignatureDocument;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers whose signatures were raised, as DSS judges them by the anchors alone. */
class RaisedContainersTest {

    private static final Instant SIGNED = Instant.parse("2026-06-01T10:00:00Z");
    private static final Instant STAMPED = SIGNED.plusSeconds(30);
    private static final Instant JUDGED = Instant.parse("2026-07-01T10:00:00Z");
    private static final Providers PROVIDERS = new Providers();
    private static final TestCa ROOT = TestCa.root("Root of the containers");
    private static final TestCa TSA_ROOT = TestCa.root("TSA root of the containers");
    private static final Credential TSA = TSA_ROOT.issue(TestTsa.subject("TSA"));
    private static final Credential SIGNER = ROOT.issue(Subject.named("Signer"));

    @TempDir
    Path folder;

    private static TrustMaterial trust() {
        TrustMaterial.Builder trust = TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.ISSUER, ROOT.certificate())
                .anchor(Purpose.TSA, TSA_ROOT.certificate());
        for (TestCa ca : List.of(ROOT, TSA_ROOT)) {
            trust.crl(StrictCertificates.parseCrl(ca.crl().der()).value().orElseThrow());
        }
        return trust.build();
    }

    private static TimeStampClient client(Instant at) {
        TestTsa tsa = TestTsa.by(TSA).at(at);
        Network network = request -> new Network.Reply(
                request.address(), tsa.answer(request.question().orElseThrow().bytes()));
        return new TimeStampClient(
                network,
                List.of(TimeStampAuthority.at(URI.create("http://tsa.example.invalid/"))),
                TimeStampLimits.USUAL,
                new TimeStampExaminer(new PathExaminer(trust(), PROVIDERS), PROVIDERS, AlgorithmCatalogue.usual()),
                PROVIDERS,
                Clock.fixed(at, ZoneOffset.UTC),
                new SecureRandom());
    }

    private static DataObject[] data(int count) {
        DataObject[] data = new DataObject[count];
        for (int i = 0; i < count; i++) {
            data[i] = DataObject.named("o ü+" + i, new byte[] {0, 13, 10, (byte) i}, "application/octet-stream");
        }
        return data;
    }

    private static byte[] raised(AsicContainer container, SignatureLevel level) throws Exception {
        SignatureRequest request = container.request().contentTimeStamped(client(SIGNED));
        AsicContainer signed = container.with(
                new XadesSigner(new KeyEntry(SIGNER.key(), SIGNER.chain()), PROVIDERS).sign(request, SIGNED));
        SignatureDocument document = signed.signatures().get(0);
        byte[] higher = new Augmenter(trust(), PROVIDERS, Clock.fixed(STAMPED, ZoneOffset.UTC))
                .stampedBy(client(STAMPED))
                .withData(signed.files().toArray(DataObject[]::new))
                .augment(document.bytes(), level);
        return signed.with(new SignatureDocument(document.name(), higher)).toBytes();
    }

    @Test
    void a_container_is_raised_to_every_level() throws Exception {
        Path trust = Files.createDirectories(folder.resolve("trust"));
        Files.write(trust.resolve("root.crt"), ROOT.certificate().getEncoded());
        Files.write(trust.resolve("tsa.crt"), TSA_ROOT.certificate().getEncoded());
        List<String> expected = new ArrayList<>();
        List<String> command = new ArrayList<>();
        Path target = Ran.ROOT.resolve("modules/oracle-dss/target");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", target.resolve("classes") + ":" + target.resolve("lib") + "/*"));
        command.addAll(List.of("org.cretula.oracle.dss.DssJudge", "--at", JUDGED.toString()));
        command.addAll(List.of("--trust", trust.toString()));
        for (SignatureLevel level : List.of(SignatureLevel.B_LT, SignatureLevel.B_LTA)) {
            List<byte[]> containers = List.of(
                    raised(AsicContainer.simple(data(1)[0]), level),
                    raised(AsicContainer.extended(data(3)), level),
                    raised(AsicContainer.extended(data(31)), level));
            for (byte[] container : containers) {
                Path file = Files.write(folder.resolve(expected.size() + ".asice"), container);
                command.add(file.toString());
                expected.add(file + "\tTOTAL_PASSED\t-\tXAdES-BASELINE-"
                        + level.toString().substring(2) + "\t1");
            }
        }
        Path out = folder.resolve("dss.txt");
        Path err = Path.of("target", "raised-containers-dss-messages.txt");
        new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        assertThat(Files.readAllLines(out))
                .as(Files.readString(err, StandardCharsets.UTF_8))
                .containsExactlyElementsOf(expected);
    }
}
