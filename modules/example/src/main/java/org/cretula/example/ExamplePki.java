package org.cretula.example;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * A complete PKI for demonstrations, which nothing in Cretula trusts unless it is named: a root, an issuing CA, two
 * issuing bodies, two AS4 nodes, a time-stamping authority, and the revocation lists of both CAs.
 *
 * <p>Its root says {@link #ORGANIZATION} in its subject; that is the mark by which verification refuses it. The
 * addresses of its revocation lists lead nowhere on purpose: everything has to work from the files.
 */
public final class ExamplePki {

    /** The organization name in every subject of the example PKI, the mark by which its root is refused. */
    public static final String ORGANIZATION = "Cretula Example - do not trust";

    /** The password of every key store of the example PKI; no secret. */
    public static final String PASSWORD = "example";

    private static final Base64.Encoder PEM_LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final Instant notBefore;
    private final Instant notAfter;
    private final ExampleCa root;
    private final ExampleCa issuingCa;
    private final Map<ExampleEntity, ExampleCredential> credentials;

    private ExamplePki(
            Instant notBefore,
            Instant notAfter,
            ExampleCa root,
            ExampleCa issuingCa,
            Map<ExampleEntity, ExampleCredential> credentials) {
        this.notBefore = notBefore;
        this.notAfter = notAfter;
        this.root = root;
        this.issuingCa = issuingCa;
        this.credentials = credentials;
    }

    /**
     * Makes a new PKI with new keys, in a second or two.
     *
     * @param random source of keys and serial numbers; used by several threads at once, as {@link SecureRandom} allows
     * @param notBefore start of validity of all certificates, and issue of the first revocation lists; whole seconds
     *     count
     * @param notAfter end of validity of all certificates, and next update of all revocation lists
     * @throws IllegalArgumentException if the validity ends before it starts
     */
    public static ExamplePki create(SecureRandom random, Instant notBefore, Instant notAfter) {
        Instant from = notBefore.truncatedTo(ChronoUnit.SECONDS);
        Instant to = notAfter.truncatedTo(ChronoUnit.SECONDS);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "expected a validity that ends after it starts, found " + from + " to " + to + "; swap them");
        }
        Provider provider = new BouncyCastleProvider();
        // RSA keys take nearly all of the time, so the keys are made side by side.
        Map<ExampleEntity, KeyPair> keys = Arrays.stream(ExampleEntity.values())
                .parallel()
                .collect(Collectors.toConcurrentMap(
                        entity -> entity, entity -> entity.keyKind().generate(random, provider)));
        ExampleCa root = ExampleCa.root(new ExampleCa.Setting(random, provider, from, to));
        ExampleCa issuingCa = root.issuingCa();
        Map<ExampleEntity, ExampleCredential> credentials = new EnumMap<>(ExampleEntity.class);
        keys.forEach((entity, pair) -> credentials.put(entity, issuingCa.issue(entity, pair)));
        return new ExamplePki(from, to, root, issuingCa, credentials);
    }

    /** The self-signed certificate of the root. */
    public X509Certificate root() {
        return root.certificate();
    }

    /** The certificate of the CA that issued to all entities. */
    public X509Certificate issuingCa() {
        return issuingCa.certificate();
    }

    /** The key of an entity and its chain up to the root. */
    public ExampleCredential credential(ExampleEntity entity) {
        return Objects.requireNonNull(credentials.get(entity));
    }

    /** The root's revocation list, empty, as at the start of validity. */
    public X509CRL rootCrl() {
        return rootCrl(notBefore);
    }

    /** The root's revocation list, empty, issued at {@code thisUpdate}. */
    public X509CRL rootCrl(Instant thisUpdate) {
        return root.crl(within(thisUpdate), list -> {});
    }

    /** The issuing CA's revocation list, empty, as at the start of validity. */
    public X509CRL issuingCaCrl() {
        return issuingCaCrl(notBefore);
    }

    /** The issuing CA's revocation list, empty, issued at {@code thisUpdate}. */
    public X509CRL issuingCaCrl(Instant thisUpdate) {
        return issuingCa.crl(within(thisUpdate), list -> {});
    }

    /**
     * A revocation list of the issuing CA, issued at {@code when}, that revokes an entity as of that instant.
     *
     * @throws IllegalArgumentException if {@code when} lies outside the validity, or the reason is not one for a
     *     complete list (RFC 5280 5.3.1)
     */
    public X509CRL crlRevoking(ExampleEntity entity, Instant when, CRLReason reason) {
        if (reason == CRLReason.UNUSED || reason == CRLReason.REMOVE_FROM_CRL) {
            throw new IllegalArgumentException(
                    "expected a reason that revokes, found " + reason + "; give KEY_COMPROMISE or the like");
        }
        Instant at = within(when);
        X509Certificate revoked = credential(entity).certificate();
        return issuingCa.crl(at, list -> list.addCRLEntry(revoked.getSerialNumber(), Date.from(at), number(reason)));
    }

    /**
     * Writes the PKI into a folder, in the shape of {@code keystores-example}; files of the same name are replaced.
     *
     * <p>The folder can be named as the place of trust: its one self-signed certificate is the root.
     */
    public void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        try {
            Files.writeString(folder.resolve("root.crt"), pem(root()), StandardCharsets.US_ASCII);
            Files.writeString(folder.resolve("ca.crt"), pem(issuingCa()), StandardCharsets.US_ASCII);
            Files.write(folder.resolve("root.crl"), rootCrl().getEncoded());
            Files.write(folder.resolve("ca.crl"), issuingCaCrl().getEncoded());
            for (ExampleEntity entity : new ExampleEntity[] {ExampleEntity.NODE_XA, ExampleEntity.CUSTOMS_XB}) {
                String certificate = pem(credential(entity).certificate());
                Files.writeString(folder.resolve(entity.fileName() + ".crt"), certificate, StandardCharsets.US_ASCII);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encode the example PKI", e);
        }
        for (ExampleEntity entity : ExampleEntity.values()) {
            Files.write(
                    folder.resolve(entity.fileName() + ".p12"),
                    credential(entity).pkcs12(entity.alias()));
        }
    }

    private Instant within(Instant instant) {
        if (instant.isBefore(notBefore) || !instant.isBefore(notAfter)) {
            throw new IllegalArgumentException("expected an instant from " + notBefore + " and before " + notAfter
                    + ", found " + instant + "; make the PKI valid for longer or choose another");
        }
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    // The JDK keeps its constants in the order of RFC 5280 5.3.1, with UNUSED in the gap at 7.
    @SuppressWarnings("EnumOrdinal")
    private static int number(CRLReason reason) {
        return reason.ordinal();
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n" + PEM_LINES.encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
