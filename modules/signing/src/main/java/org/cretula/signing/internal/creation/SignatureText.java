package org.cretula.signing.internal.creation;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cretula.signing.Commitment;
import org.cretula.signing.DataObjectFormat;
import org.cretula.signing.ProductionPlace;
import org.cretula.signing.SignatureAlgorithm;
import org.cretula.signing.SignaturePolicy;
import org.cretula.signing.internal.Names;
import org.cretula.xml.CanonicalWriter;

/**
 * Writes a {@code ds:Signature} in the order of the schemas, in canonical form, without line breaks; digests of what
 * the signature itself holds are left empty.
 */
final class SignatureText {

    /**
     * A reference to be written.
     *
     * @param id empty for none
     * @param type empty for none
     * @param mimeType of the data object; empty where none is to be described
     * @param digest empty for what the signature itself holds
     * @param name how the signer calls the data object
     */
    record Reference(
            String id,
            String uri,
            String type,
            List<String> transforms,
            String mimeType,
            Optional<String> digest,
            String name) {

        /** To something that is called by its URI, or by its identifier. */
        Reference(
                String id, String uri, String type, List<String> transforms, String mimeType, Optional<String> digest) {
            this(id, uri, type, transforms, mimeType, digest, uri.startsWith("#") ? uri.substring(1) : uri);
        }
    }

    /**
     * A {@code ds:Object} with data.
     *
     * @param base64 the data, or empty where XML is put in afterwards
     * @param manifest what it lists, where it holds a manifest rather than data
     */
    record DataIn(String id, String mimeType, Optional<String> base64, List<Reference> manifest) {
        DataIn(String id, String mimeType, Optional<String> base64) {
            this(id, mimeType, base64, List.of());
        }
    }

    private final CanonicalWriter w = CanonicalWriter.compact();
    private final String id;
    private final Terms terms;

    private SignatureText(String id, Terms terms) {
        this.id = id;
        this.terms = terms;
    }

    static String of(
            String id,
            SignatureAlgorithm algorithm,
            Terms terms,
            List<X509Certificate> chain,
            Instant time,
            List<Reference> references,
            List<DataIn> objects,
            String value)
            throws CertificateEncodingException {
        return new SignatureText(id, terms).text(algorithm, chain, time, references, objects, value);
    }

    private String text(
            SignatureAlgorithm algorithm,
            List<X509Certificate> chain,
            Instant time,
            List<Reference> references,
            List<DataIn> objects,
            String value)
            throws CertificateEncodingException {
        w.root("ds:Signature", namespaces(references), "Id", id).start("ds:SignedInfo");
        w.start("ds:CanonicalizationMethod", "Algorithm", Names.EXCLUSIVE_C14N).end();
        w.start("ds:SignatureMethod", "Algorithm", algorithm.uri()).end();
        references.forEach(this::reference);
        w.end();
        // What a counter-signature refers to, which may come when nothing can be added here any more.
        w.element("ds:SignatureValue", value, "Id", id + "-value");
        keyInfo(chain);
        w.start("ds:Object").start("xades:QualifyingProperties", "Target", "#" + id);
        w.start("xades:SignedProperties", "Id", id + "-properties");
        signatureProperties(chain.get(0), time);
        dataObjectProperties(described(references, objects));
        w.end();
        terms.policy().ifPresent(this::store);
        w.end().end();
        objects.forEach(this::object);
        return w.end().text();
    }

    private Map<String, String> namespaces(List<Reference> references) {
        Map<String, String> namespaces = new TreeMap<>(Map.of("ds", Names.DS, "xades", Names.XADES));
        if (terms.policy().flatMap(SignaturePolicy::specification).isPresent()) {
            namespaces.put("xades141", Names.XADES_141);
        }
        if (references.stream().anyMatch(r -> r.transforms().contains(Names.FILTER))) {
            namespaces.put("filter", Names.FILTER);
        }
        return namespaces;
    }

    private void reference(Reference reference) {
        Map<String, String> attributes = new TreeMap<>(Map.of("URI", reference.uri()));
        if (!reference.id().isEmpty()) {
            attributes.put("Id", reference.id());
        }
        if (!reference.type().isEmpty()) {
            attributes.put("Type", reference.type());
        }
        w.start(
                "ds:Reference",
                attributes.entrySet().stream()
                        .flatMap(e -> List.of(e.getKey(), e.getValue()).stream())
                        .toArray(String[]::new));
        if (!reference.transforms().isEmpty()) {
            w.start("ds:Transforms");
            reference.transforms().forEach(this::transform);
            w.end();
        }
        w.start("ds:DigestMethod", "Algorithm", terms.digest().uri()).end();
        w.element("ds:DigestValue", reference.digest().orElse("")).end();
    }

    private void transform(String algorithm) {
        w.start("ds:Transform", "Algorithm", algorithm);
        if (algorithm.equals(Names.FILTER)) {
            w.element("filter:XPath", "/descendant::ds:Signature", "Filter", "subtract");
        }
        w.end();
    }

    private void keyInfo(List<X509Certificate> chain) throws CertificateEncodingException {
        w.start("ds:KeyInfo").start("ds:X509Data");
        for (X509Certificate c : chain) {
            // The root is the judge's to have, not the signer's to bring.
            if (c.equals(chain.get(0)) || !c.getSubjectX500Principal().equals(c.getIssuerX500Principal())) {
                w.element("ds:X509Certificate", Base64.getEncoder().encodeToString(c.getEncoded()));
            }
        }
        w.end().end();
    }

    private void signatureProperties(X509Certificate signer, Instant time) throws CertificateEncodingException {
        w.start("xades:SignedSignatureProperties").element("xades:SigningTime", time.toString());
        w.start("xades:SigningCertificateV2").start("xades:Cert").start("xades:CertDigest");
        w.start("ds:DigestMethod", "Algorithm", terms.digest().uri()).end();
        w.element("ds:DigestValue", terms.digest().base64(signer.getEncoded()));
        w.end().end().end();
        terms.policy().ifPresent(this::policy);
        terms.place().ifPresent(this::place);
        if (!terms.roles().isEmpty()) {
            w.start("xades:SignerRoleV2").start("xades:ClaimedRoles");
            terms.roles().forEach(role -> w.element("xades:ClaimedRole", role));
            w.end().end();
        }
        w.end();
    }

    private void policy(SignaturePolicy policy) {
        w.start("xades:SignaturePolicyIdentifier").start("xades:SignaturePolicyId");
        identifier("xades:SigPolicyId", policy.identifier(), policy.description());
        w.start("xades:SigPolicyHash");
        w.start("ds:DigestMethod", "Algorithm", policy.digestAlgorithm().uri()).end();
        w.element("ds:DigestValue", Base64.getEncoder().encodeToString(policy.digest()))
                .end();
        boolean qualified = policy.uri().isPresent()
                || policy.notice().isPresent()
                || policy.specification().isPresent();
        if (qualified) {
            w.start("xades:SigPolicyQualifiers");
            policy.uri()
                    .ifPresent(uri -> w.start("xades:SigPolicyQualifier")
                            .element("xades:SPURI", uri)
                            .end());
            policy.notice()
                    .ifPresent(words -> w.start("xades:SigPolicyQualifier")
                            .start("xades:SPUserNotice")
                            .element("xades:ExplicitText", words)
                            .end()
                            .end());
            policy.specification().ifPresent(syntax -> {
                w.start("xades:SigPolicyQualifier");
                identifier("xades141:SPDocSpecification", syntax, Optional.empty());
                w.end();
            });
            w.end();
        }
        w.end().end();
    }

    private void identifier(String element, String uri, Optional<String> description) {
        w.start(element);
        if (uri.startsWith("urn:oid:")) {
            w.element("xades:Identifier", uri, "Qualifier", "OIDAsURN");
        } else {
            w.element("xades:Identifier", uri);
        }
        description.ifPresent(words -> w.element("xades:Description", words));
        w.end();
    }

    private void place(ProductionPlace place) {
        w.start("xades:SignatureProductionPlaceV2");
        place.city().ifPresent(text -> w.element("xades:City", text));
        place.streetAddress().ifPresent(text -> w.element("xades:StreetAddress", text));
        place.stateOrProvince().ifPresent(text -> w.element("xades:StateOrProvince", text));
        place.postalCode().ifPresent(text -> w.element("xades:PostalCode", text));
        place.country().ifPresent(text -> w.element("xades:CountryName", text));
        w.end();
    }

    /** Data objects, each by the reference that leads to it, in a manifest or not. */
    private static List<Reference> described(List<Reference> references, List<DataIn> objects) {
        return Stream.concat(references.stream(), objects.stream().flatMap(o -> o.manifest().stream()))
                .filter(r -> !r.mimeType().isEmpty())
                .toList();
    }

    private void dataObjectProperties(List<Reference> described) {
        terms.formats().keySet().forEach(name -> named(described, name));
        if (described.isEmpty() && terms.commitments().isEmpty()) {
            return;
        }
        w.start("xades:SignedDataObjectProperties");
        described.forEach(this::format);
        terms.commitments().forEach(committed -> commitment(committed, described));
        w.end();
    }

    private void format(Reference reference) {
        Optional<DataObjectFormat> said = Optional.ofNullable(terms.formats().get(reference.name()));
        DataObjectFormat format = said.orElseGet(() -> DataObjectFormat.of(reference.mimeType()));
        w.start("xades:DataObjectFormat", "ObjectReference", "#" + reference.id());
        format.description().ifPresent(words -> w.element("xades:Description", words));
        format.identifier().ifPresent(uri -> identifier("xades:ObjectIdentifier", uri, Optional.empty()));
        w.element("xades:MimeType", format.mimeType());
        format.encoding().ifPresent(uri -> w.element("xades:Encoding", uri));
        w.end();
    }

    private void commitment(Terms.Committed committed, List<Reference> described) {
        Commitment commitment = committed.commitment();
        w.start("xades:CommitmentTypeIndication");
        identifier("xades:CommitmentTypeId", commitment.identifier(), commitment.description());
        if (committed.objects().isEmpty()) {
            w.start("xades:AllSignedDataObjects").end();
        }
        for (String name : committed.objects()) {
            w.element("xades:ObjectReference", "#" + named(described, name).id());
        }
        if (!commitment.qualifiers().isEmpty()) {
            w.start("xades:CommitmentTypeQualifiers");
            commitment.qualifiers().forEach(words -> w.element("xades:CommitmentTypeQualifier", words));
            w.end();
        }
        w.end();
    }

    private static Reference named(List<Reference> described, String name) {
        List<Reference> found =
                described.stream().filter(r -> r.name().equals(name)).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("expected one signed data object '" + name + "', found " + found.size()
                    + "; it is called by its URI, an element by its Id, a whole document by ''");
        }
        return found.get(0);
    }

    private void store(SignaturePolicy policy) {
        policy.stored().ifPresent(document -> {
            w.start("xades:UnsignedProperties").start("xades:UnsignedSignatureProperties");
            w.start("xades141:SignaturePolicyStore");
            identifier("xades141:SPDocSpecification", policy.specification().orElseThrow(), Optional.empty());
            w.element("xades141:SignaturePolicyDocument", Base64.getEncoder().encodeToString(document));
            w.end().end().end();
        });
    }

    private void object(DataIn object) {
        if (!object.manifest().isEmpty()) {
            w.start("ds:Object").start("ds:Manifest", "Id", object.id());
            object.manifest().forEach(this::reference);
            w.end().end();
        } else if (object.base64().isPresent()) {
            w.element(
                    "ds:Object",
                    object.base64().get(),
                    "Encoding",
                    Names.BASE64,
                    "Id",
                    object.id(),
                    "MimeType",
                    object.mimeType());
        } else {
            w.start("ds:Object", "Id", object.id(), "MimeType", object.mimeType())
                    .end();
        }
    }
}
