package org.cretula.cli.matrix;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cretula.signing.Augmenter;
import org.cretula.signing.Commitment;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.ProductionPlace;
import org.cretula.signing.SignatureLevel;
import org.cretula.signing.SignaturePolicy;
import org.cretula.signing.SignatureRequest;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.XadesSigner;
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
import org.cretula.xml.XmlElement;

/** Makes the signatures of the matrix, with a PKI and a time-stamping authority of its own; each key signs at four levels. */
final class Workshop {

    private static final Instant SIGNED = Instant.parse("2026-11-24T08:00:00Z");
    private static final Instant RAISED = SIGNED.plusSeconds(60);
    static final Instant JUDGED = SIGNED.plus(Duration.ofDays(3));

    private static final Providers PROVIDERS = new Providers();
    private static final byte[] POLICY = "seal what you have checked".getBytes(StandardCharsets.UTF_8);

    private final TestCa root = TestCa.root("Root of the matrix");
    private final TestCa ca = root.intermediate("Issuing CA of the matrix");
    private final TestCa tsaRoot = TestCa.root("TSA root of the matrix");
    private final TestCa tsaCa = tsaRoot.intermediate("TSA CA of the matrix");
    private final Credential tsa =
            tsaCa.issue(TestTsa.subject("TSA of the matrix").rsa(3072));
    private final Credential first = ca.issue(Subject.named("First signer"));
    private final Map<String, Credential> keys = new HashMap<>();
    private final Map<Combination, byte[]> made = new HashMap<>();
    private final Path folder;
    private final Augmenter augmenter;

    Workshop(Path folder) throws IOException, CertificateEncodingException {
        this.folder = folder;
        this.augmenter = augmenter();
        Path anchors = anchors();
        Files.write(anchors.resolve("root.crt"), root.certificate().getEncoded());
        Files.write(anchors.resolve("tsa-root.crt"), tsaRoot.certificate().getEncoded());
        Path all = trustWithLists();
        for (TestCa one : List.of(root, ca, tsaRoot, tsaCa)) {
            String name = one.certificate().getSerialNumber().toString();
            Files.write(all.resolve(name + ".crt"), one.certificate().getEncoded());
            Files.write(all.resolve(name + ".crl"), one.crl().der());
        }
    }

    /** Trust for a judge of what stands on its own. */
    Path anchors() throws IOException {
        return Files.createDirectories(folder.resolve("anchors"));
    }

    /** Trust with all lists, for a judge of what does not. */
    Path trustWithLists() throws IOException {
        return Files.createDirectories(folder.resolve("all"));
    }

    /** Makes it, and what is below it on the way. */
    byte[] make(Combination wanted) throws SigningRefusedException {
        byte[] known = made.get(wanted);
        if (known == null) {
            known = wanted.level() == SignatureLevel.B_B ? sign(wanted) : raise(wanted);
            made.put(wanted, known);
        }
        return known.clone();
    }

    private byte[] sign(Combination wanted) throws SigningRefusedException {
        Credential signer = keys.computeIfAbsent(
                wanted.method().key(),
                k -> ca.issue(Subject.named("Signer " + k.replace(':', ' ')).key(k)));
        SignatureRequest request = wanted.packaging()
                .request(earlier -> sign(first, earlier))
                .algorithm(wanted.method().algorithm());
        return sign(signer, wanted.kind() == Combination.Kind.TALKATIVE ? withAll(request) : request);
    }

    private static byte[] sign(Credential signer, SignatureRequest request) throws SigningRefusedException {
        return new XadesSigner(new KeyEntry(signer.key(), signer.chain()), PROVIDERS).sign(request, SIGNED);
    }

    private byte[] raise(Combination wanted) throws SigningRefusedException {
        byte[] signed =
                make(new Combination(wanted.packaging(), wanted.method(), below(wanted.level()), wanted.kind()));
        for (String id : raised(wanted.packaging(), signed)) {
            signed = augmenter.augment(signed, Optional.of(id), wanted.level());
        }
        return signed;
    }

    private static SignatureLevel below(SignatureLevel level) {
        return switch (level) {
            case B_B, B_T -> SignatureLevel.B_B;
            case B_LT -> SignatureLevel.B_T;
            case B_LTA -> SignatureLevel.B_LT;
        };
    }

    private static List<String> raised(Packaging packaging, byte[] signed) {
        List<String> ids = Packaging.signatures(Packaging.parsed(signed)).stream()
                .map(Workshop::id)
                .toList();
        return packaging == Packaging.COUNTER_SIGNATURE
                ? ids.subList(0, 1)
                : ids.subList(ids.size() - packaging.raised(), ids.size());
    }

    private static String id(XmlElement signature) {
        return signature.attribute("Id").orElseThrow();
    }

    private static SignatureRequest withAll(SignatureRequest request) {
        return request.policy(SignaturePolicy.of("urn:oid:1.3.6.1.4.1.99999.1", POLICY)
                        .described("of the tests")
                        .notice("read it")
                        .travelling(POLICY, "urn:example:plain-text"))
                .commitment(Commitment.PROOF_OF_ORIGIN)
                .claimedRole("issuing body")
                .place(ProductionPlace.of("Wellington", "NZ"))
                .digest(DigestAlgorithm.SHA512);
    }

    private Augmenter augmenter() {
        TrustMaterial.Builder builder = TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.ISSUER, root.certificate())
                .anchor(Purpose.TSA, tsaRoot.certificate())
                .intermediate(tsaCa.certificate());
        for (TestCa one : List.of(root, ca, tsaRoot, tsaCa)) {
            builder.crl(StrictCertificates.parseCrl(one.crl().der()).value().orElseThrow());
        }
        TrustMaterial trust = builder.build();
        Network network = request -> new Network.Reply(
                request.address(),
                TestTsa.by(tsa)
                        .at(RAISED)
                        .answer(request.question().orElseThrow().bytes()));
        Clock clock = Clock.fixed(RAISED, ZoneOffset.UTC);
        return new Augmenter(trust, PROVIDERS, clock)
                .withData(Packaging.data())
                .stampedBy(new TimeStampClient(
                        network,
                        List.of(TimeStampAuthority.at(URI.create("http://tsa.example.invalid/"))),
                        TimeStampLimits.USUAL,
                        new TimeStampExaminer(
                                new PathExaminer(trust, PROVIDERS), PROVIDERS, AlgorithmCatalogue.usual()),
                        PROVIDERS,
                        clock,
                        new SecureRandom()));
    }

    /** Levels as DSS writes them, in document order, the raised ones at this level and the others as they were made. */
    static List<String> levels(Combination combination) {
        Packaging packaging = combination.packaging();
        List<String> levels = new ArrayList<>();
        for (int i = 0; i < packaging.signatures(); i++) {
            boolean raised = packaging == Packaging.COUNTER_SIGNATURE
                    ? i == 0
                    : i >= packaging.signatures() - packaging.raised();
            levels.add("XAdES-BASELINE-" + (raised ? combination.level().toString() : "B-B").substring(2));
        }
        return levels;
    }
}
