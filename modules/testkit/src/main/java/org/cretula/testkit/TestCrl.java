package org.cretula.testkit;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;

/** A revocation list in the making: current from 2026-01-01 to 2046-01-01 unless told otherwise. */
public final class TestCrl {

    private final TestCa ca;
    private final X509v2CRLBuilder builder;

    TestCrl(TestCa ca) {
        this.ca = ca;
        this.builder = new X509v2CRLBuilder(
                X500Name.getInstance(ca.certificate().getSubjectX500Principal().getEncoded()),
                Date.from(Instant.parse("2026-01-01T00:00:00Z")));
        builder.setNextUpdate(Date.from(Subject.END));
    }

    /** Issued at {@code thisUpdate}, the next one due at {@code nextUpdate}. */
    public TestCrl current(Instant thisUpdate, Instant nextUpdate) {
        builder.setThisUpdate(Date.from(thisUpdate));
        builder.setNextUpdate(Date.from(nextUpdate));
        return this;
    }

    /** Revokes a certificate; {@code reason} is a CRLReason number of RFC 5280 5.3.1. */
    public TestCrl revoke(X509Certificate certificate, Instant at, int reason) {
        builder.addCRLEntry(certificate.getSerialNumber(), Date.from(at), reason);
        return this;
    }

    /** Changed as told, to make lists that no honest CA would issue. */
    public TestCrl forged(Consumer<X509v2CRLBuilder> change) {
        change.accept(builder);
        return this;
    }

    /** The list, DER encoded, signed by its CA. */
    public byte[] der() {
        return signedBy(ca.credential());
    }

    /** The list, DER encoded, signed by someone else. */
    public byte[] signedBy(Credential signer) {
        try {
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.ONE));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils()
                            .createAuthorityKeyIdentifier(signer.certificate().getPublicKey()));
            return builder.build(TestCa.signer(signer.key())).getEncoded();
        } catch (IOException | OperatorCreationException | java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("cannot issue a CRL", e);
        }
    }
}
