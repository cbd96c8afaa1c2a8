package org.cretula.signing.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.Manifest;
import org.apache.xml.security.signature.Reference;
import org.apache.xml.security.signature.SignedInfo;
import org.cretula.signing.DataObject;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.SigningRefusedException;
import org.cretula.xml.XmlElement;

/**
 * The data outside of the document that signed manifests of a signature cover, and the digests of them that were renewed
 * since; EN 319 132-1 V1.3.1 clause 5.5.3.
 *
 * <p>An archive time-stamp is over the manifest and over none of these data: only the manifest's digests hold them. Before
 * such a digest falls, one by another algorithm is put beside it, for an archive time-stamp to cover.
 */
final class SignedManifests {

    private static final List<String> TRANSFORMS_TO_IT = List.of(
            Names.EXCLUSIVE_C14N,
            Names.DEFAULT_C14N,
            "http://www.w3.org/2006/12/xml-c14n11",
            Names.EXCLUSIVE_C14N + "WithComments",
            Names.DEFAULT_C14N + "#WithComments",
            "http://www.w3.org/2006/12/xml-c14n11#WithComments");

    /** More than honest signatures name; each costs a digest of what it names. */
    private static final int MOST = 1_000;

    private final GivenData data;
    // What was digested once is not digested again, however often it is named.
    private final Map<List<Object>, byte[]> digests = new HashMap<>();
    private final Map<List<Object>, Map<String, Reference>> named = new HashMap<>();
    private final List<Reference> detached = new ArrayList<>();

    SignedManifests(XmlElement signature, SignedInfo info, GivenData data)
            throws SigningRefusedException, XMLSecurityException {
        this.data = data;
        for (XmlElement object : signature.children(Names.ds("Object"))) {
            for (XmlElement manifest : object.children(Names.ds("Manifest"))) {
                if (isSigned(manifest, info) || isSigned(object, info)) {
                    read(new Manifest(manifest.dom(), "", true));
                }
            }
        }
    }

    /** Whether a reference leads to the element and does nothing to it but to write it. */
    static boolean isSigned(XmlElement element, SignedInfo info) throws XMLSecurityException {
        Optional<String> uri = element.attribute("Id").map(id -> "#" + id);
        for (int i = 0; i < info.getLength(); i++) {
            boolean whole = new XmlElement(info.item(i).getElement())
                    .children(Names.ds("Transforms")).stream()
                            .flatMap(transforms -> transforms.children().stream())
                            .allMatch(t -> TRANSFORMS_TO_IT.contains(
                                    t.attribute("Algorithm").orElse("")));
            if (whole && uri.equals(Optional.ofNullable(info.item(i).getURI()))) {
                return true;
            }
        }
        return false;
    }

    private void read(Manifest manifest) throws SigningRefusedException, XMLSecurityException {
        data.prepareGiven(manifest);
        for (int i = 0; i < manifest.getLength(); i++) {
            if (GivenData.isOutside(manifest.item(i))) {
                detached.add(manifest.item(i));
            }
            if (detached.size() > MOST) {
                throw new SigningRefusedException("expected signed manifests that name at most " + MOST
                        + " data objects outside of the document, found more");
            }
        }
    }

    /** Refuses data that were given and do not fit their digests, the first or a renewed one. */
    void verify(List<XmlElement> unsigned) throws SigningRefusedException, XMLSecurityException {
        for (Reference reference : detached) {
            if (data.given(reference).isPresent()) {
                DigestAlgorithm algorithm = algorithm(Optional.ofNullable(
                        reference.getMessageDigestAlgorithm().getAlgorithmURI()));
                if (!Arrays.equals(digest(reference, algorithm), reference.getDigestValue())) {
                    throw changed(reference);
                }
            }
        }
        for (XmlElement renewed : unsigned) {
            if (renewed.is(Names.xades141("RenewedDigestsV2"))) {
                verify(renewed);
            } else if (renewed.is(Names.xades141("RenewedDigests"))) {
                throw new SigningRefusedException("expected renewed digests of the current form, found RenewedDigests,"
                        + " which this version does not verify");
            }
        }
    }

    private void verify(XmlElement renewed) throws SigningRefusedException, XMLSecurityException {
        String method = FoundSignature.canonicalization(renewed);
        DigestAlgorithm algorithm =
                algorithm(renewed.child(Names.ds("DigestMethod")).flatMap(m -> m.attribute("Algorithm")));
        for (XmlElement value : renewed.children(Names.xades141("RecomputedDigestValue"))) {
            String original = Base64.getEncoder().encodeToString(digest(value, "OriginalRefDigest"));
            Reference reference = Optional.ofNullable(named(method, algorithm).get(original))
                    .orElseThrow(() -> new SigningRefusedException("expected renewed digests of data that a signed"
                            + " manifest names, found one of something else"));
            if (data.given(reference).isPresent()
                    && !Arrays.equals(digest(value, "NewSDODigestValue"), digest(reference, algorithm))) {
                throw changed(reference);
            }
        }
    }

    /** The references by the digest of each, so that a renewed digest finds its own without looking through all. */
    private Map<String, Reference> named(String method, DigestAlgorithm algorithm) throws XMLSecurityException {
        Map<String, Reference> known = named.get(List.<Object>of(method, algorithm));
        if (known != null) {
            return known;
        }
        Map<String, Reference> all = new HashMap<>();
        for (Reference reference : detached) {
            all.put(algorithm.base64(Core.canonical(reference.getElement(), method)), reference);
        }
        named.put(List.of(method, algorithm), all);
        return all;
    }

    /** The digest of data that were given. */
    private byte[] digest(Reference reference, DigestAlgorithm algorithm) throws XMLSecurityException {
        boolean asItIs = new XmlElement(reference.getElement())
                .children(Names.ds("Transforms"))
                .isEmpty();
        Object what = asItIs ? data.given(reference).orElseThrow().uri() : reference.getElement();
        byte[] known = digests.get(List.of(what, algorithm));
        if (known == null) {
            known = algorithm.digest(data.bytes(reference));
            digests.put(List.of(what, algorithm), known);
        }
        return known;
    }

    private static byte[] digest(XmlElement value, String name) {
        return value.child(Names.xades141(name)).map(FoundSignature::bytes).orElseGet(() -> new byte[0]);
    }

    private static SigningRefusedException changed(Reference reference) {
        return new SigningRefusedException("expected the data that the manifest names, found that '"
                + reference.getURI() + "' was changed since; get them as they were");
    }

    private static DigestAlgorithm algorithm(Optional<String> uri) throws SigningRefusedException {
        return uri.flatMap(DigestAlgorithm::of)
                .orElseThrow(() -> new SigningRefusedException("expected a digest that can be relied on, found '"
                        + uri.orElse("none") + "' in a manifest; nothing is kept by it"));
    }

    /** {@code xades141:RenewedDigestsV2} for all of the data, by this algorithm. */
    XmlElement renewed(DigestAlgorithm algorithm) throws SigningRefusedException, XMLSecurityException {
        if (detached.isEmpty()) {
            throw new SigningRefusedException("expected a signed manifest that names data outside of the document,"
                    + " found none; there are no digests to renew");
        }
        List<UnsignedWriter.RenewedDigest> digests = new ArrayList<>();
        for (Reference reference : detached) {
            Optional<DataObject> object = data.given(reference);
            if (object.isEmpty()) {
                throw new SigningRefusedException("the digest of '" + reference.getURI()
                        + "' cannot be renewed without the data, and nothing is fetched; give them");
            }
            DigestAlgorithm before = algorithm(
                    Optional.ofNullable(reference.getMessageDigestAlgorithm().getAlgorithmURI()));
            if (before == algorithm || before.digest(new byte[0]).length > algorithm.digest(new byte[0]).length) {
                throw new SigningRefusedException("expected a stronger digest than " + before + " of '"
                        + reference.getURI() + "', found " + algorithm);
            }
            digests.add(new UnsignedWriter.RenewedDigest(
                    Base64.getEncoder().encodeToString(digest(reference, algorithm)),
                    algorithm.base64(Core.canonical(reference.getElement(), Names.EXCLUSIVE_C14N))));
        }
        return UnsignedWriter.renewedDigests(algorithm, digests);
    }
}
