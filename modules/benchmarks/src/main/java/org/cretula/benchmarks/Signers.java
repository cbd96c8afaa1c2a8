package org.cretula.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.cretula.signing.Augmenter;
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

/** A signer, a time-stamping authority, and everything that it takes to raise what they make; the same for all rivals. */
final class Signers {

    static final Instant SIGNED = Instant.parse("2026-06-01T10:00:00Z");

    private final Providers providers;
    private final TestCa root = TestCa.root("Root");
    private final TestCa ca = root.intermediate("Issuing CA");
    private final Credential signer;
    private final TestCa tsaRoot = TestCa.root("TSA root");
    private final TestTsa tsa;

    /** With a key like the model's. */
    Signers(Subject model, Providers providers) {
        this.providers = providers;
        this.signer = ca.issue(model);
        Subject authority = TestTsa.subject("TSA");
        this.tsa = TestTsa.by(tsaRoot.issue(authority)).at(SIGNED.plusSeconds(30));
    }

    Credential signer() {
        return signer;
    }

    KeyEntry entry() {
        return new KeyEntry(signer.key(), signer.chain());
    }

    /** The key as an object of the provider's own, so that none pays for a conversion. */
    PrivateKey own(Provider provider) throws GeneralSecurityException {
        return KeyFactory.getInstance(signer.key().getAlgorithm(), provider)
                .generatePrivate(new PKCS8EncodedKeySpec(signer.key().getEncoded()));
    }

    Augmenter augmenter() {
        TrustMaterial.Builder material = TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.ISSUER, root.certificate())
                .anchor(Purpose.TSA, tsaRoot.certificate());
        lists().forEach(der ->
                material.crl(StrictCertificates.parseCrl(der).value().orElseThrow()));
        TrustMaterial trust = material.build();
        Clock clock = Clock.fixed(SIGNED.plusSeconds(30), ZoneOffset.UTC);
        Network network = request -> new Network.Reply(
                request.address(), tsa.answer(request.question().orElseThrow().bytes()));
        TimeStampClient client = new TimeStampClient(
                network,
                List.of(TimeStampAuthority.at(URI.create("http://tsa.example.invalid/"))),
                TimeStampLimits.USUAL,
                new TimeStampExaminer(new PathExaminer(trust, providers), providers, AlgorithmCatalogue.usual()),
                providers,
                clock,
                new SecureRandom());
        return new Augmenter(trust, providers, clock).stampedBy(client);
    }

    /** The token over a SHA-256 digest. */
    byte[] token(byte[] digest) {
        AlgorithmIdentifier sha256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
        TimeStampReq request = new TimeStampReq(
                new MessageImprint(sha256, digest),
                null,
                new org.bouncycastle.asn1.ASN1Integer(BigInteger.TEN),
                null,
                null);
        try {
            byte[] answer = tsa.answer(request.getEncoded());
            return ASN1Sequence.getInstance(answer)
                    .getObjectAt(1)
                    .toASN1Primitive()
                    .getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** EU DSS in a class loader of its own, with the fastest key. */
    BiFunction<byte[], String, byte[]> dss(UnaryOperator<byte[]> key) throws GeneralSecurityException {
        DssClasses classes = new DssClasses();
        List<byte[]> chain = new ArrayList<>();
        for (X509Certificate certificate : signer.chain()) {
            chain.add(certificate.getEncoded());
        }
        List<byte[]> anchors =
                List.of(root.certificate().getEncoded(), tsaRoot.certificate().getEncoded());
        UnaryOperator<byte[]> authority = this::token;
        @SuppressWarnings("unchecked") // its class says so, which is of another loader
        BiFunction<byte[], String, byte[]> dss = (BiFunction<byte[], String, byte[]>) classes.make(
                "DssRival", chain, anchors, List.of(ca.certificate().getEncoded()), lists(), key, authority, SIGNED);
        return (bytes, level) -> classes.inside(() -> dss.apply(bytes, level));
    }

    private List<byte[]> lists() {
        return List.of(root.crl().der(), ca.crl().der(), tsaRoot.crl().der());
    }

    /** Makes raw signatures. */
    static UnaryOperator<byte[]> raw(String algorithm, Provider provider, PrivateKey key) {
        return bytes -> {
            try {
                Signature signature = Signature.getInstance(algorithm, provider);
                signature.initSign(key);
                signature.update(bytes);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the key does not sign", e);
            }
        };
    }
}
