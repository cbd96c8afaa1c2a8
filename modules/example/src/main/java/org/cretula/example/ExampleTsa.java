package org.cretula.example;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAttributeTableGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TSPValidationException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/**
 * A time-stamping authority inside this process (RFC 3161, ESSCertIDv2 of RFC 5816), for demonstrations: its key is
 * public, so its time stamps prove nothing.
 *
 * <p>It takes SHA-256, SHA-384 and SHA-512 imprints, tells the time of the clock that it was given in whole seconds
 * with an accuracy of one second, and refuses everything else with a reason, as the protocol asks for.
 */
public final class ExampleTsa {

    /** The one policy of this authority, under the arc that ITU-T X.660 keeps for examples. */
    public static final String POLICY = "2.999.3161.1";

    private static final Set<ASN1ObjectIdentifier> IMPRINTS =
            Set.of(NISTObjectIdentifiers.id_sha256, NISTObjectIdentifiers.id_sha384, NISTObjectIdentifiers.id_sha512);
    private static final ASN1ObjectIdentifier POLICY_ID = new ASN1ObjectIdentifier(POLICY);
    private static final int SERIAL_BITS = 127;

    private final ExampleCredential credential;
    private final SecureRandom random;
    private final Clock clock;
    private final Provider provider = new BouncyCastleProvider();

    /**
     * An authority with the key of {@link ExampleEntity#TSA}.
     *
     * @param credential an EC key whose certificate is for time-stamping only
     * @param random source of serial numbers and signatures
     * @param clock the time that the tokens tell
     * @throws IllegalArgumentException if the certificate is not one of a time-stamping authority
     */
    public ExampleTsa(ExampleCredential credential, SecureRandom random, Clock clock) {
        this.credential = credential;
        this.random = random;
        this.clock = clock;
        try {
            tokens();
        } catch (TSPException e) {
            throw new IllegalArgumentException(
                    "expected a certificate with timeStamping as its only, critical purpose, found that of "
                            + credential.certificate().getSubjectX500Principal() + "; give the credential of "
                            + ExampleEntity.TSA.fileName(),
                    e);
        }
    }

    /**
     * An authority with the very key of {@code keystores-example/tsa.p12}, which travels inside this module: its tokens
     * verify with {@code --trust keystores-example}.
     */
    public static ExampleTsa shipped(SecureRandom random, Clock clock) {
        String name = ExampleEntity.TSA.fileName() + ".p12";
        try (InputStream in = ExampleTsa.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("expected " + name
                        + " inside the module, found none; run keystores-example/rebuild, then build again");
            }
            ExampleCredential tsa = ExampleCredential.fromPkcs12(in.readAllBytes(), ExampleEntity.TSA.alias());
            return new ExampleTsa(tsa, random, clock);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + name + " inside the module", e);
        }
    }

    /**
     * Answers a request.
     *
     * @param request a TimeStampReq, DER
     * @return a TimeStampResp, DER: granted with a token, or rejected with the failure of RFC 3161 2.4.2
     */
    public byte[] answer(byte[] request) {
        try {
            return respond(request).getEncoded();
        } catch (TSPException | IOException e) {
            throw new IllegalStateException("cannot write a time-stamp response", e);
        }
    }

    private TimeStampResponse respond(byte[] request) throws TSPException {
        // No extension is understood, so none is accepted.
        TimeStampResponseGenerator responses =
                new TimeStampResponseGenerator(tokens(), IMPRINTS, Set.of(POLICY_ID), Set.of());
        TimeStampRequest asked;
        try {
            asked = new TimeStampRequest(request);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            // Bouncy Castle tells of malformed ASN.1 with all three, depending on how deep the fault lies.
            return reject(responses, PKIFailureInfo.badDataFormat, "the request is not a TimeStampReq");
        }
        Instant time = clock.instant();
        X509Certificate own = credential.certificate();
        if (time.isBefore(own.getNotBefore().toInstant())
                || time.isAfter(own.getNotAfter().toInstant())) {
            return reject(
                    responses, PKIFailureInfo.timeNotAvailable, "the certificate of this authority is not valid now");
        }
        try {
            return responses.generateGrantedResponse(asked, new BigInteger(SERIAL_BITS, random), Date.from(time));
        } catch (TSPValidationException e) {
            return responses.generateRejectedResponse(e);
        }
    }

    private static TimeStampResponse reject(TimeStampResponseGenerator responses, int failure, String reason)
            throws TSPException {
        return responses.generateFailResponse(PKIStatus.REJECTION, failure, reason);
    }

    private TimeStampTokenGenerator tokens() throws TSPException {
        try {
            DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder()
                    .setProvider(provider)
                    .build();
            ContentSigner signer = new JcaContentSignerBuilder(KeyKind.EC.signature())
                    .setProvider(provider)
                    .setSecureRandom(random)
                    .build(credential.key());
            SignerInfoGenerator signers = new JcaSignerInfoGeneratorBuilder(digests)
                    .setSignedAttributeGenerator(withoutSigningTime())
                    .build(signer, credential.certificate());
            TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                    signers, digests.get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)), POLICY_ID, true);
            tokens.setAccuracySeconds(1);
            // Added to tokens only when the request asks for certificates; the root is the verifier's to have.
            List<X509Certificate> chain = credential.chain();
            tokens.addCertificates(new JcaCertStore(chain.subList(0, Math.max(1, chain.size() - 1))));
            return tokens;
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("cannot sign with the key of the example TSA", e);
        }
    }

    // CMS puts the machine's time beside the token's own; there shall be one time, that of the given clock.
    private static CMSAttributeTableGenerator withoutSigningTime() {
        CMSAttributeTableGenerator standard = new DefaultSignedAttributeTableGenerator();
        return parameters -> standard.getAttributes(parameters).remove(CMSAttributes.signingTime);
    }
}
