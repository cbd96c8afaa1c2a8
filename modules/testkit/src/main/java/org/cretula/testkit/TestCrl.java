package org.cretula.testkit;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;

/** A revocation list in the making: current from 2026-01-01 to 2046-01-01 unless told otherwise. */
public final class TestCrl {

    private final Credential signer;
    private final X509v2CRLBuilder builder;
    private BigInteger number = BigInteger.ONE;
    private boolean numbered = true;

    TestCrl(TestCa ca) {
        this(ca.credential());
    }

    private TestCrl(Credential signer) {
        this.signer = signer;
        this.builder = new X509v2CRLBuilder(
                X500Name.getInstance(
                        signer.certificate().getSubjectX500Principal().getEncoded()),
                Date.from(Instant.parse("2026-01-01T00:00:00Z")));
        builder.setNextUpdate(Date.from(Subject.END));
    }

    /** A list of anyone who has a key and a certificate, such as an issuer of indirect lists. */
    public static TestCrl of(Credential signer) {
        return new TestCrl(signer);
    }

    /** Issued at {@code thisUpdate}, the next one due at {@code nextUpdate}. */
    public TestCrl current(Instant thisUpdate, Instant nextUpdate) {
        builder.setThisUpdate(Date.from(thisUpdate));
        builder.setNextUpdate(Date.from(nextUpdate));
        return this;
    }

    /** With this number instead of 1. */
    public TestCrl number(long newNumber) {
        number = BigInteger.valueOf(newNumber);
        return this;
    }

    /** Without a number, which RFC 5280 5.2.3 demands. */
    public TestCrl unnumbered() {
        numbered = false;
        return this;
    }

    /** A delta list that continues the complete list of this number. */
    public TestCrl delta(long baseNumber) {
        return extension(Extension.deltaCRLIndicator, true, new CRLNumber(BigInteger.valueOf(baseNumber)));
    }

    /** A list that speaks for a part only, RFC 5280 5.2.5. */
    public TestCrl scope(IssuingDistributionPoint point) {
        return extension(Extension.issuingDistributionPoint, true, point);
    }

    /** With an extension. */
    public TestCrl extension(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        try {
            builder.addExtension(id, critical, value);
            return this;
        } catch (IOException e) {
            throw new IllegalStateException("cannot add the extension " + id, e);
        }
    }

    /** Revokes a certificate; {@code reason} is a CRLReason number of RFC 5280 5.3.1. */
    public TestCrl revoke(X509Certificate certificate, Instant at, int reason) {
        builder.addCRLEntry(certificate.getSerialNumber(), Date.from(at), reason);
        return this;
    }

    /** Revokes a certificate in an entry that names its issuer, as the first of an issuer does in an indirect list. */
    public TestCrl revokeNamingIssuer(X509Certificate certificate, Instant at, int reason) {
        try {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(Extension.reasonCode, false, CRLReason.lookup(reason));
            extensions.addExtension(
                    Extension.certificateIssuer,
                    true,
                    new GeneralNames(new GeneralName(X500Name.getInstance(
                            certificate.getIssuerX500Principal().getEncoded()))));
            builder.addCRLEntry(certificate.getSerialNumber(), Date.from(at), extensions.generate());
            return this;
        } catch (IOException e) {
            throw new IllegalStateException("cannot revoke " + certificate.getSerialNumber(), e);
        }
    }

    /** Revokes a certificate whose key has been invalid since an earlier date. */
    public TestCrl revokeInvalidSince(X509Certificate certificate, Instant at, int reason, Instant since) {
        try {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(Extension.reasonCode, false, CRLReason.lookup(reason));
            extensions.addExtension(Extension.invalidityDate, false, new ASN1GeneralizedTime(Date.from(since)));
            builder.addCRLEntry(certificate.getSerialNumber(), Date.from(at), extensions.generate());
            return this;
        } catch (IOException e) {
            throw new IllegalStateException("cannot revoke " + certificate.getSerialNumber(), e);
        }
    }

    /** Changed as told, to make lists that no honest CA would issue. */
    public TestCrl forged(Consumer<X509v2CRLBuilder> change) {
        change.accept(builder);
        return this;
    }

    /** The list, DER encoded, signed by its CA. */
    public byte[] der() {
        return signedBy(signer);
    }

    /** The list, DER encoded, signed by someone else. */
    public byte[] signedBy(Credential other) {
        try {
            if (numbered) {
                builder.addExtension(Extension.cRLNumber, false, new CRLNumber(number));
            }
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils()
                            .createAuthorityKeyIdentifier(other.certificate().getPublicKey()));
            return builder.build(TestCa.signer(other.key())).getEncoded();
        } catch (IOException | OperatorCreationException | java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("cannot issue a CRL", e);
        }
    }
}
