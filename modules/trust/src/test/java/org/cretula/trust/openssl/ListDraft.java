package org.cretula.trust.openssl;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/** A revocation list in the making, good and current unless changed. */
final class ListDraft {

    static final Instant THIS_UPDATE = Instant.parse("2026-05-01T00:00:00Z");
    static final Instant NEXT_UPDATE = Instant.parse("2026-07-01T00:00:00Z");

    private record Entry(
            CertificateDraft certificate, Instant date, Optional<Integer> reason, Optional<Extension> more) {}

    final CertificateDraft ca;
    Instant thisUpdate = THIS_UPDATE;
    Optional<Instant> nextUpdate = Optional.of(NEXT_UPDATE);
    Optional<KeyPair> signer = Optional.empty();
    Optional<X500Name> issuer = Optional.empty();
    Optional<String> algorithm = Optional.empty();
    boolean withExtensions = true;
    boolean authorityKeyIdentifier = true;
    boolean damaged;
    long number = 7;
    boolean numbered = true;
    final Map<ASN1ObjectIdentifier, Extension> extensions = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    ListDraft(CertificateDraft ca) {
        this.ca = ca;
    }

    ListDraft revoke(CertificateDraft certificate, Instant date, int reason) {
        entries.add(new Entry(certificate, date, Optional.of(reason), Optional.empty()));
        return this;
    }

    ListDraft revokeWithoutReason(CertificateDraft certificate, Instant date) {
        entries.add(new Entry(certificate, date, Optional.empty(), Optional.empty()));
        return this;
    }

    /** An entry that says this too. */
    ListDraft revoke(CertificateDraft certificate, Instant date, Extension more) {
        entries.add(new Entry(certificate, date, Optional.empty(), Optional.of(more)));
        return this;
    }

    ListDraft put(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        extensions.put(id, extension(id, critical, value));
        return this;
    }

    static Extension extension(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        try {
            return new Extension(id, critical, value.toASN1Primitive().getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] der() {
        try {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(issuer.orElse(ca.subject), Date.from(thisUpdate));
            nextUpdate.ifPresent(next -> builder.setNextUpdate(Date.from(next)));
            for (Entry entry : entries) {
                if (entry.reason().isEmpty() && entry.more().isEmpty()) {
                    builder.addCRLEntry(entry.certificate().serial, Date.from(entry.date()), CRLReason.unspecified);
                } else {
                    builder.addCRLEntry(entry.certificate().serial, Date.from(entry.date()), extensions(entry));
                }
            }
            KeyPair signing = signer.orElse(ca.keys);
            if (withExtensions) {
                addExtensions(builder, signing);
            }
            byte[] der =
                    builder.build(CertificateDraft.signer(signing, algorithm)).getEncoded();
            if (damaged) {
                der[der.length - 1] ^= 1;
            }
            return der;
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("cannot issue a list of " + ca.subject, e);
        }
    }

    private void addExtensions(X509v2CRLBuilder builder, KeyPair signing) throws IOException {
        if (authorityKeyIdentifier && !extensions.containsKey(Extension.authorityKeyIdentifier)) {
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new AuthorityKeyIdentifier(
                            CertificateDraft.identifier(signing).getKeyIdentifier()));
        }
        if (numbered && !extensions.containsKey(Extension.cRLNumber)) {
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
        }
        for (Extension extension : extensions.values()) {
            builder.addExtension(extension);
        }
    }

    private static Extensions extensions(Entry entry) throws IOException {
        ExtensionsGenerator generator = new ExtensionsGenerator();
        if (entry.reason().isPresent()) {
            generator.addExtension(
                    Extension.reasonCode, false, CRLReason.lookup(entry.reason().get()));
        }
        if (entry.more().isPresent()) {
            generator.addExtension(entry.more().get());
        }
        return generator.generate();
    }
}
