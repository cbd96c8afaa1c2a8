package org.cretula.signing.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cretula.signing.SignatureAlgorithm;
import org.cretula.signing.XadesSignature;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.SubIndication;

/** The checks of the cryptographic core, in the order in which they are reported. */
public final class CoreChecks {

    private CoreChecks() {}

    /** All of them. */
    public static List<Check<Examined>> all() {
        return List.of(
                new CoversWholeDocument(),
                new SignedPropertiesReferenced(),
                new ReferenceDigests(),
                new SigningCertificateBound(),
                new SignatureValueVerifies(),
                new DataObjectFormatPresent(),
                new SigningTimePlausible());
    }

    /**
     * Those of a counter-signature.
     *
     * @param valueId the Id of the signature value that it must be over; empty where that has none
     */
    public static List<Check<Examined>> ofCounterSignature(Optional<String> valueId) {
        return List.of(
                new CountersignsValue(valueId),
                new SignedPropertiesReferenced(),
                new ReferenceDigests(),
                new SigningCertificateBound(),
                new SignatureValueVerifies(),
                new SigningTimePlausible());
    }

    /** The references that are about the document, not about the signed properties. */
    private static List<XadesSignature.Reference> toData(XadesSignature signature) {
        return signature.references().stream()
                .filter(r -> !r.type().equals(Optional.of(Names.SIGNED_PROPERTIES_TYPE)))
                .toList();
    }

    /**
     * The signature covers the whole document, not a fragment of it.
     *
     * <p>A signature over a fragment lets a forger keep the signed part and replace what the reader sees (attacks X01 to
     * X08, X15). The transforms are fixed too: each further one could remove from the digested bytes what the reader
     * sees (attacks X17, X21, X22).
     */
    @Explained(
            passed = "The signature covers the whole document but itself.",
            failed = "The signature covers a part of the document only, or what other transforms make of it.")
    static final class CoversWholeDocument implements Check<Examined> {
        @Override
        public String id() {
            return "coverage";
        }

        @Override
        public String clause() {
            return "Profile urn:cretula:co:1, seal; XML Signature 1.1, 4.4.3.3";
        }

        @Override
        public Finding examine(Examined e) {
            List<XadesSignature.Reference> data = toData(e.signature());
            if (data.size() != 1 || !data.get(0).uri().equals(Optional.of(""))) {
                List<String> uris =
                        data.stream().map(XadesSignature.Reference::words).toList();
                return failed(
                        SubIndication.SIG_CONSTRAINTS_FAILURE,
                        "expected one reference to the whole document (URI \"\"), found "
                                + (uris.isEmpty() ? "none" : String.join(", ", uris)));
            }
            return data.get(0).transforms().equals(Names.DOCUMENT_TRANSFORMS)
                    ? passed("the signature covers the whole document but itself")
                    : failed(
                            SubIndication.SIG_CONSTRAINTS_FAILURE,
                            "expected the enveloped-signature transform and exclusive canonicalisation, found "
                                    + data.get(0).transforms());
        }
    }

    /**
     * A counter-signature signs the value of the very signature that bears it, and nothing else.
     *
     * <p>One over another value, or over anything else in the document, was copied from elsewhere (attack E06).
     */
    @Explained(
            passed = "The counter-signature signs the value of the signature that bears it.",
            failed = "The counter-signature does not sign the value of the signature that bears it.")
    static final class CountersignsValue implements Check<Examined> {
        private final Optional<String> valueId;

        CountersignsValue(Optional<String> valueId) {
            this.valueId = valueId;
        }

        @Override
        public String id() {
            return "counter-signed-value";
        }

        @Override
        public String clause() {
            return "EN 319 132-1 V1.3.1, 5.2.7";
        }

        @Override
        public Finding examine(Examined e) {
            List<XadesSignature.Reference> data = toData(e.signature());
            boolean right = data.size() == 1
                    && valueId.isPresent()
                    && data.get(0).uri().equals(valueId.map(id -> "#" + id))
                    && data.get(0).type().equals(Optional.of(Names.COUNTERSIGNED_TYPE));
            return right
                    ? passed("it signs the value of the signature that bears it")
                    : failed(
                            SubIndication.SIG_CONSTRAINTS_FAILURE,
                            "expected one reference, of type CountersignedSignature, to the value of the signature"
                                    + " that bears it, found "
                                    + data.stream()
                                            .map(XadesSignature.Reference::words)
                                            .toList());
        }
    }

    /**
     * The signed properties are signed: one reference of their type points at the very element inside this signature.
     *
     * <p>Otherwise signer and time could be swapped, or read from a second element that nobody signed (attacks X12, X13,
     * E11).
     */
    @Explained(
            passed = "What the signer says is part of this signature and covered by it.",
            failed = "The properties that are called signed are not covered by the signature, or are another one's.")
    public static final class SignedPropertiesReferenced implements Check<Examined> {
        @Override
        public String id() {
            return "signed-properties";
        }

        @Override
        public String clause() {
            return "EN 319 132-1 V1.3.1, 4.3.1 and 4.4.2";
        }

        @Override
        public Finding examine(Examined e) {
            XadesSignature signature = e.signature();
            List<XadesSignature.Reference> references = signature.references().stream()
                    .filter(r -> r.type().equals(Optional.of(Names.SIGNED_PROPERTIES_TYPE)))
                    .toList();
            String wanted = "#" + signature.properties().id();
            if (references.size() != 1 || !references.get(0).uri().equals(Optional.of(wanted))) {
                return failed(
                        SubIndication.FORMAT_FAILURE,
                        "expected one reference of type SignedProperties to '" + wanted + "', found "
                                + references.stream()
                                        .map(XadesSignature.Reference::words)
                                        .toList());
            }
            if (!references.get(0).transforms().equals(Names.PROPERTIES_TRANSFORMS)) {
                return failed(
                        SubIndication.FORMAT_FAILURE,
                        "expected exclusive canonicalisation of the signed properties, found "
                                + references.get(0).transforms());
            }
            return signature.properties().target().equals("#" + signature.id())
                    ? passed("the signed properties belong to this signature and are covered by it")
                    : failed(
                            SubIndication.FORMAT_FAILURE,
                            "expected qualifying properties for '#" + signature.id() + "', found '"
                                    + signature.properties().target() + "'");
        }
    }

    /** The digest of what each reference leads to is the one that was signed: nothing covered was changed. */
    @Explained(
            passed = "Nothing that the signature covers was changed.",
            failed = "Something that the signature covers was changed after it was signed, or is gone.",
            unknown = "Something that the signature covers was not found, or not examined.",
            settledBy = "What was signed, as it was, or a verifier that follows the reference or has larger limits.")
    public static final class ReferenceDigests implements Check<Examined> {
        @Override
        public String id() {
            return "reference-digest";
        }

        @Override
        public String clause() {
            return "XML Signature 1.1, 3.2.1; EN 319 102-1 V1.4.1, 5.2.7";
        }

        @Override
        public Finding examine(Examined e) {
            Optional<Finding> fault = faults(e.followed()).findFirst();
            if (fault.isPresent()) {
                return KnownAccidents.looked(e, fault.get());
            }
            return passed("nothing that the signature covers was changed");
        }

        private Stream<Finding> faults(List<Followed> all) {
            // A contradiction is told before what cannot be told.
            return all.stream()
                    .flatMap(followed -> fault(followed).stream())
                    .sorted(Comparator.comparing(finding -> finding.outcome() != Outcome.FAILED));
        }

        private Optional<Finding> fault(Followed followed) {
            String what = followed.reference().words();
            if (followed.led() instanceof Led.Nowhere nowhere) {
                return Optional.of(nowhere.remedy()
                        .map(remedy -> unknown(nowhere.reason(), nowhere.explanation(), remedy))
                        .orElseGet(() -> failed(nowhere.reason(), nowhere.explanation())));
            }
            return followed.same()
                    ? Optional.empty()
                    : Optional.of(failed(
                            SubIndication.HASH_FAILURE,
                            what + " was changed after it was signed: its digest is not the signed one"));
        }
    }

    /**
     * The key belongs to the certificate that the signer named inside the signature.
     *
     * <p>A certificate in the key info alone is anybody's to swap (attacks K01, E01).
     */
    @Explained(
            passed = "The signer's certificate is the one that the signature names by its digest.",
            unknown = "No certificate came along that has the digest which the signature names.",
            settledBy = "The certificate with that digest in ds:KeyInfo.")
    public static final class SigningCertificateBound implements Check<Examined> {
        @Override
        public String id() {
            return "signing-certificate";
        }

        @Override
        public String clause() {
            return "EN 319 132-1 V1.3.1, 5.2.2; EN 319 102-1 V1.4.1, 5.2.3";
        }

        @Override
        public Finding examine(Examined e) {
            return e.signer().isPresent()
                    ? passed("the signer's certificate is the one named in the signature: "
                            + e.signer().get().getSubjectX500Principal().getName())
                    : unknown(
                            SubIndication.NO_SIGNING_CERTIFICATE_FOUND,
                            "no certificate in the key info has the digest that the signature names",
                            "the certificate with that digest in ds:KeyInfo");
        }
    }

    /** The signature value was made with the key of the named certificate. */
    @Explained(
            passed = "The signature was made with the key of the signer's certificate.",
            failed =
                    "The signature was not made with the key of the signer's certificate, or what was signed was changed.",
            unknown = "The signature cannot be verified, for the signer's certificate is not there.",
            settledBy = "The signer's certificate in ds:KeyInfo.")
    public static final class SignatureValueVerifies implements Check<Examined> {
        @Override
        public String id() {
            return "signature-value";
        }

        @Override
        public String clause() {
            return "XML Signature 1.1, 3.2.2; EN 319 102-1 V1.4.1, 5.2.7";
        }

        @Override
        public Finding examine(Examined e) {
            if (e.signer().isEmpty()) {
                return unknown(
                        SubIndication.NO_SIGNING_CERTIFICATE_FOUND,
                        "the signature value cannot be verified without the signer's certificate",
                        "the signer's certificate in ds:KeyInfo");
            }
            boolean verified = SignatureAlgorithm.of(e.signature().algorithm())
                    .map(a -> a.verify(
                            e.signer().get().getPublicKey(),
                            e.signedInfo(),
                            Base64.getDecoder().decode(e.signature().value()),
                            e.providers()))
                    .orElse(false);
            return verified
                    ? passed("the signature value was made with the key of the signer's certificate")
                    : failed(
                            SubIndication.SIG_CRYPTO_FAILURE,
                            "the signature value was not made with the key of the signer's certificate, "
                                    + "or the signed information was changed");
        }
    }

    /** Each signed object says what kind of data it is, and nothing else is described. */
    @Explained(
            passed = "The signer says of what kind each signed object is.",
            failed = "The signer does not say of what kind a signed object is, or says it of something else.")
    static final class DataObjectFormatPresent implements Check<Examined> {
        @Override
        public String id() {
            return "data-object-format";
        }

        @Override
        public String clause() {
            return "EN 319 132-1 V1.3.1, 5.2.4 and 6.3 (k)";
        }

        @Override
        public Finding examine(Examined e) {
            List<Optional<String>> wanted = toData(e.signature()).stream()
                    .map(r -> r.id().map(id -> "#" + id))
                    .toList();
            List<Optional<String>> found = e.signature().properties().formats().stream()
                    .map(f -> Optional.of(f.reference()))
                    .toList();
            return found.equals(wanted)
                    ? passed("the signed object is described as "
                            + e.signature().properties().formats().stream()
                                    .map(f -> f.mimeType().orElse("nothing"))
                                    .toList())
                    : failed(
                            SubIndication.FORMAT_FAILURE,
                            "expected one data object format for each signed object " + wanted + ", found " + found);
        }
    }

    /** The claimed signing time is a claim, never a proof; one after the moment of judgement contradicts it. */
    @Explained(
            passed = "The claimed time of signing is not after the moment of the judgement; it is a claim still.",
            unknown = "The signer claims to have signed after the moment of the judgement.",
            settledBy = "A judgement as at a later moment.")
    public static final class SigningTimePlausible implements Check<Examined> {
        private static final Duration TOLERANCE = Duration.ofMinutes(5);

        @Override
        public String id() {
            return "signing-time";
        }

        @Override
        public String clause() {
            return "EN 319 132-1 V1.3.1, 5.2.1; EN 319 102-1 V1.4.1, 5.2.8";
        }

        @Override
        public Finding examine(Examined e) {
            Optional<Instant> time = e.signature().properties().signingTime();
            if (time.isEmpty()) {
                return passed("the signer does not claim when it was signed");
            }
            Instant claimed = time.get();
            return claimed.isAfter(e.at().plus(TOLERANCE))
                    ? unknown(
                            SubIndication.SIG_CONSTRAINTS_FAILURE,
                            "the signer claims to have signed at " + claimed + ", after the moment of judgement "
                                    + e.at(),
                            "a judgement as at a later moment")
                    : passed("the signer claims, without proof, to have signed at " + claimed);
        }
    }
}
