package org.cretula.signing.internal.form;

import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.cretula.signing.LevelFinding.Answer;
import org.cretula.signing.internal.Names;
import org.cretula.signing.internal.form.Material.Stamp;
import org.cretula.xml.Canonicalization;
import org.cretula.xml.XmlElement;

/** How each additional requirement is examined, in the order of their letters. */
final class Rules {

    private static final Set<String> TRANSFORMS = Set.of(
            Names.BASE64,
            "http://www.w3.org/TR/1999/REC-xpath-19991116",
            Names.ENVELOPED,
            "http://www.w3.org/TR/1999/REC-xslt-19991116",
            Names.FILTER,
            "http://schemas.openxmlformats.org/package/2006/RelationshipTransform");

    /** Names of digests that nobody relies on any more. */
    private static final List<String> WEAK = List.of("md5", "sha1", "ripemd");

    private Rules() {}

    /** a. */
    static Told signerInKeyInfo(Held held) {
        List<X509Certificate> there = held.material().inKeyInfo();
        Optional<X509Certificate> signer = held.signer().certificate();
        if (there.isEmpty()) {
            return Told.notMet("ds:KeyInfo holds no certificate that can be read");
        }
        if (!held.signer().named()) {
            return Told.unknown(held.signer().told() + ", and ds:KeyInfo holds " + there.size());
        }
        return Told.unless(
                signer.filter(there::contains).isEmpty(),
                "none of the " + there.size()
                        + " certificates in ds:KeyInfo is the one that the signed properties name",
                "ds:KeyInfo holds " + signer.map(Material::name).orElse(""));
    }

    /** b and c. */
    static Told wayInKeyInfo(Held held) {
        Optional<X509Certificate> signer = held.signer().certificate();
        if (signer.isEmpty()) {
            return Told.none(held.signer().told());
        }
        List<X509Certificate> way =
                held.material().way(signer.get(), held.material().inKeyInfo());
        X509Certificate last = way.get(way.size() - 1);
        return Material.isSelfIssued(last)
                ? Told.met("ds:KeyInfo leads from the signer up to " + Material.name(last))
                : Told.unknown("ds:KeyInfo leads up to " + Material.name(last) + "; whether verifiers have its issuer '"
                        + last.getIssuerX500Principal().getName() + "' does not stand in the file");
    }

    /** d. */
    static Told canonicalization(Held held) {
        if (held.canonicalizationMethods().isEmpty()) {
            return Told.none("no canonicalization is named");
        }
        List<String> others = held.canonicalizationMethods().stream()
                .map(Rules::algorithm)
                .filter(a -> Canonicalization.of(a).isEmpty())
                .toList();
        return Told.unless(
                !others.isEmpty(),
                "found '" + Material.some(others) + "', which is none of the six",
                "one of the six: "
                        + Material.some(held.canonicalizationMethods().stream()
                                .map(Rules::algorithm)
                                .toList()));
    }

    /** e. */
    static Told comments(Held held) {
        boolean comments = held.canonicalizationMethods().stream().anyMatch(Rules::isWithComments);
        return Told.unless(comments, "ds:SignedInfo is canonicalized with comments", "without comments");
    }

    /** f. */
    static Told canonicalizingTransforms(Held held) {
        List<String> canonicalizing = held.transforms().stream()
                .map(Rules::algorithm)
                .filter(Rules::isCanonicalizing)
                .toList();
        List<String> others = canonicalizing.stream()
                .filter(a -> Canonicalization.of(a).isEmpty())
                .toList();
        if (canonicalizing.isEmpty()) {
            return Told.none("no transform is a canonicalization");
        }
        return Told.unless(
                !others.isEmpty(),
                "found '" + Material.some(others) + "', which is none of the six",
                "all " + canonicalizing.size() + " are among the six");
    }

    /** f, the second half. */
    static Told commentsInTransforms(Held held) {
        boolean comments = held.transforms().stream().anyMatch(Rules::isWithComments);
        return Told.unless(comments, "a transform canonicalizes with comments", "none with comments");
    }

    /** g. */
    static Told otherTransforms(Held held) {
        List<String> others = held.transforms().stream()
                .map(Rules::algorithm)
                .filter(a -> !isCanonicalizing(a))
                .toList();
        List<String> strange =
                others.stream().filter(a -> !TRANSFORMS.contains(a)).toList();
        if (others.isEmpty()) {
            return Told.none("all transforms are canonicalizations");
        }
        return Told.unless(
                !strange.isEmpty(), "found '" + Material.some(strange) + "'", "found " + Material.some(others));
    }

    private static boolean isCanonicalizing(String algorithm) {
        return Canonicalization.of(algorithm).isPresent()
                || algorithm.toLowerCase(Locale.ROOT).contains("c14n");
    }

    private static boolean isWithComments(XmlElement method) {
        return algorithm(method).endsWith("WithComments");
    }

    private static String algorithm(XmlElement method) {
        return method.attribute("Algorithm").orElse("");
    }

    /** h. */
    static Told signingTime(Held held) {
        List<XmlElement> times = Held.named(held.signatureProperties(), Names.xades("SigningTime"));
        if (times.isEmpty()) {
            return Told.none("no signing time is claimed");
        }
        String text = times.get(0).text().strip();
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return Told.met("claims " + instant + (text.endsWith("Z") ? "" : ", written as " + text));
        } catch (DateTimeException e) {
            return Told.notMet(
                    isLocal(text)
                            ? "claims " + text + ", which says no zone, so no instant"
                            : "'" + text + "' is no date with time");
        }
    }

    private static boolean isLocal(String text) {
        try {
            LocalDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** i. */
    static Told noUri(Held held) {
        List<XmlElement> certs = Held.named(held.signatureProperties(), Names.xades("SigningCertificateV2")).stream()
                .flatMap(p -> p.children(Names.xades("Cert")).stream())
                .toList();
        if (certs.isEmpty()) {
            return Told.none("no certificate is named by SigningCertificateV2");
        }
        return Told.unless(
                certs.stream().anyMatch(c -> c.attribute("URI").isPresent()),
                "a Cert of SigningCertificateV2 has a URI",
                "no Cert of SigningCertificateV2 has a URI");
    }

    /** j. */
    static Told noIssuerSerial(Held held) {
        long found = Stream.concat(
                        Held.named(held.signatureProperties(), Names.xades("SigningCertificateV2")).stream(),
                        held.unsigned().stream()
                                .filter(p -> p.is(Held.xades141("CompleteCertificateRefsV2"))
                                        || p.is(Held.xades141("AttributeCertificateRefsV2"))))
                .flatMap(p -> p.descendantsAndSelf().stream())
                .filter(e -> e.is(Names.xades("IssuerSerialV2")))
                .count();
        return Told.unless(found > 0, "found " + found + " IssuerSerialV2", "no IssuerSerialV2");
    }

    /** k. */
    static Told formats(Held held) {
        Map<String, Integer> said = new HashMap<>();
        held.formats().forEach(f -> said.merge(f.attribute("ObjectReference").orElse(""), 1, Integer::sum));
        List<XmlElement> data = held.dataReferences();
        List<XmlElement> others = data.stream()
                .filter(r -> !r.attribute("Type").equals(Optional.of(Names.COUNTERSIGNED_TYPE)))
                .toList();
        if (others.isEmpty() && !data.isEmpty()) {
            return Told.unless(
                    !said.isEmpty(),
                    "a counter-signature over nothing else describes " + said.size() + " objects",
                    "a counter-signature over nothing else describes none");
        }
        List<String> silent = others.stream()
                .filter(r -> !isDescribed(r, held, said))
                .map(r -> "'" + r.attribute("URI").orElse("") + "'")
                .toList();
        if (!silent.isEmpty()) {
            return Told.notMet("nothing, or more than one thing, is said of the format of " + Material.some(silent));
        }
        List<String> known = Stream.concat(
                        held.references().stream(),
                        held.signedManifests().stream().flatMap(m -> m.children(Names.ds("Reference")).stream()))
                .flatMap(r -> r.attribute("Id").map(id -> "#" + id).stream())
                .toList();
        List<String> lost = said.keySet().stream()
                .filter(to -> !known.contains(to))
                .sorted()
                .toList();
        return Told.unless(
                !lost.isEmpty(),
                "the format of something is said that is not signed: '" + Material.some(lost) + "'",
                "said of each of the " + others.size() + " data objects");
    }

    /** A manifest is described where all that it lists is. */
    private static boolean isDescribed(XmlElement reference, Held held, Map<String, Integer> said) {
        if (once(reference, said)) {
            return true;
        }
        List<XmlElement> listed = held.signedManifests().stream()
                .filter(m -> Held.leads(reference, m))
                .flatMap(m -> m.children(Names.ds("Reference")).stream())
                .toList();
        return !listed.isEmpty() && listed.stream().allMatch(r -> once(r, said));
    }

    private static boolean once(XmlElement reference, Map<String, Integer> said) {
        return reference
                .attribute("Id")
                .map(id -> said.getOrDefault("#" + id, 0) == 1)
                .orElse(false);
    }

    /** l. */
    static Told partsOfFormats(Held held) {
        List<String> faulty = Stream.of(
                        Row.FORMAT_DESCRIPTION,
                        Row.FORMAT_IDENTIFIER,
                        Row.FORMAT_MIME_TYPE,
                        Row.FORMAT_ENCODING,
                        Row.FORMAT_REFERENCE)
                .filter(row -> row.finding(held).answers().containsValue(Answer.NOT_MET))
                .map(Row::item)
                .toList();
        if (held.formats().isEmpty()) {
            return Told.none("there is no DataObjectFormat");
        }
        return Told.unless(
                !faulty.isEmpty(), "not as many as the table says: " + Material.some(faulty), "as the table says");
    }

    /** m. */
    static Told policyStore(Held held) {
        if (Held.named(held.unsigned(), Held.xades141("SignaturePolicyStore")).isEmpty()) {
            return Told.none("no policy is stored");
        }
        boolean hash = Held.named(held.signatureProperties(), Names.xades("SignaturePolicyIdentifier")).stream()
                .anyMatch(p -> p.path(Names.xades("SignaturePolicyId"), Names.xades("SigPolicyHash"))
                        .isPresent());
        return Told.unless(
                !hash, "a policy is stored whose digest is not signed", "the digest of the stored policy is signed");
    }

    /** n. */
    static Told oneToken(Held held) {
        List<XmlElement> stamps = signatureTimeStamps(held);
        if (stamps.isEmpty()) {
            return Told.none("there is no SignatureTimeStamp");
        }
        List<Integer> counts = stamps.stream().map(s -> contents(s).size()).toList();
        return Told.unless(
                counts.stream().anyMatch(n -> n != 1),
                "a SignatureTimeStamp holds "
                        + counts.stream().filter(n -> n != 1).findFirst().orElse(0) + " time-stamps",
                "each of the " + stamps.size() + " holds one");
    }

    private static List<XmlElement> signatureTimeStamps(Held held) {
        return Held.named(held.unsigned(), Names.xades("SignatureTimeStamp"));
    }

    private static List<XmlElement> contents(XmlElement stamp) {
        return stamp.children().stream()
                .filter(e -> !e.is(Names.ds("CanonicalizationMethod")) && !e.is(Names.xades("Include")))
                .toList();
    }

    /** o. */
    static Told beforeRevocation(Held held) {
        List<Instant> times = held.material().stamps().stream()
                .filter(s -> s.property().is(Names.xades("SignatureTimeStamp")))
                .flatMap(s -> s.token().stream())
                .map(token -> token.time())
                .toList();
        Optional<X509Certificate> signer = held.signer().certificate();
        if (times.isEmpty() || signer.isEmpty()) {
            return Told.none(
                    times.isEmpty()
                            ? "there is no SignatureTimeStamp that can be read"
                            : held.signer().told());
        }
        Instant last = times.stream().max(Instant::compareTo).orElseThrow();
        Instant expiry = signer.get().getNotAfter().toInstant();
        Optional<Instant> revoked = held.material().revoked(signer.get());
        if (last.isAfter(expiry)) {
            return Told.notMet("a time-stamp says " + last + ", the signer's certificate ended at " + expiry);
        }
        if (revoked.isPresent() && !last.isBefore(revoked.get())) {
            return Told.notMet("a time-stamp says " + last + ", and the file says that the signer was revoked at "
                    + revoked.get());
        }
        return Told.unknown("the time-stamp says " + last + ", before the certificate's end at " + expiry
                + "; whether it was revoked by then, only a verdict can tell");
    }

    /** p. */
    static Told certificateValues(Held held) {
        return readable(held, Names.xades("CertificateValues"), "EncapsulatedX509Certificate");
    }

    /** cc. */
    static Told anyValidationData(Held held) {
        return readable(
                held,
                Held.xades141("AnyValidationData"),
                "EncapsulatedX509Certificate",
                "EncapsulatedCRLValue",
                "EncapsulatedOCSPValue");
    }

    /** t. */
    static Told revocationValues(Held held) {
        return readable(held, Names.xades("RevocationValues"), "EncapsulatedCRLValue", "EncapsulatedOCSPValue");
    }

    private static Told readable(Held held, QName property, String... values) {
        List<XmlElement> all = Held.named(held.unsigned(), property).stream()
                .flatMap(p -> p.descendantsAndSelf().stream())
                .filter(e -> List.of(values).contains(e.name().getLocalPart()))
                .toList();
        if (Held.named(held.unsigned(), property).isEmpty()) {
            return Told.none("there is none");
        }
        int broken = Stream.of(values)
                .mapToInt(value -> held.material().unreadable(property.getLocalPart(), value))
                .sum();
        return Told.unless(
                all.isEmpty() || broken > 0,
                all.isEmpty() ? "it holds nothing" : broken + " values cannot be read",
                "holds " + all.size() + " values");
    }

    /** q. */
    static Told repeatedCertificates(Held held) {
        long repeated = held.material().repeated("certificate");
        return Told.unless(
                repeated > 0, repeated + " certificates stand in it once more", "no certificate stands in it twice");
    }

    /** r. */
    static Told attributeAuthorities(Held held) {
        return onlyWithAttributes(held, Names.xades("AttrAuthoritiesCertValues"));
    }

    /** s. */
    static Told attributeRefs(Held held) {
        return onlyWithAttributes(
                held, Held.xades141("AttributeCertificateRefsV2"), Names.xades("AttributeRevocationRefs"));
    }

    /** w. */
    static Told attributeRevocation(Held held) {
        return onlyWithAttributes(held, Names.xades("AttributeRevocationValues"));
    }

    private static Told onlyWithAttributes(Held held, QName... properties) {
        boolean there =
                held.unsigned().stream().anyMatch(p -> List.of(properties).contains(p.name()));
        if (!there) {
            return Told.none("there is none");
        }
        return Told.unless(
                !held.hasAttributes(),
                "no attribute certificate and no signed assertion is in the signature",
                "the signer has an attribute certificate or a signed assertion");
    }

    /** u. */
    static Told listsInKeyInfo(Held held) {
        long lists = held.keyInfo().stream()
                .flatMap(k -> k.descendantsAndSelf().stream())
                .filter(e -> e.is(Names.ds("X509CRL")))
                .count();
        return Told.unless(lists > 0, "ds:KeyInfo holds " + lists + " revocation lists", "none in ds:KeyInfo");
    }

    /** v. */
    static Told repeatedStatus(Held held) {
        long repeated = held.material().repeated("status");
        return Told.unless(
                repeated > 0, repeated + " lists or answers stand in it once more", "none stands in it twice");
    }

    /** y. */
    static Told placeOfTimeStampMaterial(Held held) {
        boolean there = held.unsigned().stream()
                .anyMatch(p ->
                        p.is(Held.xades141("TimeStampValidationData")) || p.is(Held.xades141("AnyValidationData")));
        if (held.material().stamps().isEmpty()) {
            return Told.none("there is no time-stamp");
        }
        return Told.unless(
                !there,
                "neither TimeStampValidationData nor AnyValidationData",
                "in TimeStampValidationData or AnyValidationData");
    }

    /** z. */
    static Told tokensOfArchive(Held held) {
        List<Stamp> archives =
                held.material().stamps().stream().filter(Stamp::isArchive).toList();
        long properties = archives.stream().map(Stamp::place).distinct().count();
        return archives.isEmpty()
                ? Told.none("there is no archive time-stamp")
                : Told.met(archives.size() + " time-stamps in " + properties + " ArchiveTimeStamp");
    }

    /** bb. */
    static Told weakManifests(Held held) {
        List<String> weak = new ArrayList<>();
        boolean outside = false;
        for (XmlElement manifest : held.signedManifests()) {
            for (XmlElement reference : manifest.children(Names.ds("Reference"))) {
                String uri = reference.attribute("URI").orElse("");
                boolean leadsOut = !uri.isEmpty() && !uri.startsWith("#");
                outside |= leadsOut;
                String digest = reference
                        .child(Names.ds("DigestMethod"))
                        .map(Rules::algorithm)
                        .orElse("")
                        .toLowerCase(Locale.ROOT);
                if (leadsOut && WEAK.stream().anyMatch(digest::contains)) {
                    weak.add("'" + uri + "'");
                }
            }
        }
        boolean renewed =
                !Held.named(held.unsigned(), Held.xades141("RenewedDigestsV2")).isEmpty();
        if (!outside) {
            return Told.none("no signed manifest names data outside of the file");
        }
        return Told.unless(
                !weak.isEmpty() && !renewed,
                "only weak digests hold " + Material.some(weak),
                weak.isEmpty() ? "no digest in a signed manifest is weak" : "weak digests were renewed");
    }

    /** Clause 4.4 alone, and once. */
    static Told directly(Held held) {
        boolean elsewhere = held.signature().children(Names.ds("Object")).stream()
                .anyMatch(o -> !o.children(Names.xades("QualifyingPropertiesReference"))
                        .isEmpty());
        if (elsewhere) {
            return Told.notMet("QualifyingPropertiesReference leads out of the signature");
        }
        if (held.qualifying().size() != 1) {
            return Told.notMet("found " + held.qualifying().size() + " QualifyingProperties in ds:Object");
        }
        Optional<String> target = held.qualifying().get(0).attribute("Target");
        Optional<String> own = held.signature().attribute("Id").map(id -> "#" + id);
        return Told.unless(
                own.isEmpty() || !target.equals(own),
                "Target is '" + target.orElse("") + "', the signature's Id "
                        + own.map(id -> "'" + id.substring(1) + "'").orElse("is not there"),
                "one QualifyingProperties, whose Target is this signature");
    }

    /** Properties that the signature is not over are nobody's. */
    static Told propertiesSigned(Held held) {
        if (held.signedProperties().size() != 1) {
            return Told.notMet("found " + held.signedProperties().size() + " SignedProperties");
        }
        XmlElement properties = held.signedProperties().get(0);
        boolean typed = held.references().stream()
                .anyMatch(r -> Held.leads(r, properties)
                        && r.attribute("Type").equals(Optional.of(Names.SIGNED_PROPERTIES_TYPE)));
        return Told.unless(
                !typed,
                "no ds:Reference of the type for signed properties leads to them",
                "a ds:Reference leads to them");
    }

    /** Clause 6.2.1. */
    static Told noMd5(Held held) {
        boolean found = held.signature().descendantsAndSelf().stream()
                .filter(e -> e.is(Names.ds("DigestMethod")) || e.is(Names.ds("SignatureMethod")))
                .map(Rules::algorithm)
                .anyMatch(a -> a.toLowerCase(Locale.ROOT).contains("md5"));
        return Told.unless(found, "a digest is made by MD5", "no digest is made by MD5");
    }

    /** Clause 6.3, below the table. */
    static Told onlyTokens(Held held) {
        List<String> others = held.timeStamps().stream()
                .filter(s -> contents(s).stream().anyMatch(e -> !e.is(Names.xades("EncapsulatedTimeStamp"))))
                .map(s -> s.name().getLocalPart())
                .toList();
        int broken = held.material().unreadableTokens();
        if (held.timeStamps().isEmpty()) {
            return Told.none("there is no time-stamp");
        }
        return Told.unless(
                !others.isEmpty() || broken > 0,
                others.isEmpty()
                        ? broken + " cannot be read as tokens of RFC 3161"
                        : "of another kind: " + Material.some(others),
                "all " + held.material().stamps().size() + " are");
    }

    /** Clause 4.5. */
    static Told saidCanonicalization(Held held) {
        List<String> silent = held.timeStamps().stream()
                .filter(s -> s.child(Names.ds("CanonicalizationMethod")).isEmpty())
                .map(s -> s.name().getLocalPart())
                .toList();
        if (held.timeStamps().isEmpty()) {
            return Told.none("there is no time-stamp");
        }
        return Told.unless(
                !silent.isEmpty(),
                "not said by " + Material.some(silent),
                "said by each of the " + held.timeStamps().size());
    }
}
