package org.cretula.signing.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.Manifest;
import org.apache.xml.security.signature.Reference;
import org.apache.xml.security.signature.XMLSignatureByteInput;
import org.apache.xml.security.signature.XMLSignatureInput;
import org.apache.xml.security.transforms.Transforms;
import org.apache.xml.security.utils.resolver.ResourceResolverContext;
import org.apache.xml.security.utils.resolver.ResourceResolverSpi;
import org.cretula.signing.DataObject;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.internal.creation.Guard;
import org.cretula.signing.internal.creation.WholeDocument;
import org.cretula.xml.XmlElement;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Follows references of a signature of whatever product: within its document, and to what the caller gave of the data
 * that lie outside. Nothing is fetched, and no transform is run that is a program (attacks X19 to X23).
 */
final class GivenData {

    private final List<DataObject> objects;

    GivenData(List<DataObject> objects) {
        this.objects = List.copyOf(objects);
        Set<String> uris = new HashSet<>();
        objects.forEach(object -> {
            if (!uris.add(object.uri())) {
                throw new IllegalArgumentException(
                        "expected data with different URIs, found two '" + object.uri() + "'");
            }
        });
    }

    /** Whether a reference leads out of the document; one without a URI does, for only its users know where to. */
    static boolean isOutside(Reference reference) {
        String uri = reference.getURI();
        return uri == null || !(uri.isEmpty() || uri.startsWith("#"));
    }

    /** Refuses what cannot be followed, before anything is. */
    void prepare(Manifest references) throws SigningRefusedException, XMLSecurityException {
        for (int i = 0; i < references.getLength(); i++) {
            Reference reference = references.item(i);
            if (isOutside(reference) && given(reference).isEmpty()) {
                throw new SigningRefusedException("the signature signs "
                        + Optional.ofNullable(reference.getURI())
                                .map(uri -> "'" + uri + "'")
                                .orElse("something without a URI")
                        + " outside of its document, and nothing is fetched; give the data");
            }
        }
        prepareGiven(references);
    }

    /** The same, where what was not given is not to be followed. */
    void prepareGiven(Manifest references) throws SigningRefusedException, XMLSecurityException {
        for (int i = 0; i < references.getLength(); i++) {
            Reference reference = references.item(i);
            XmlElement element = new XmlElement(reference.getElement());
            if (!Guard.followable(signature(reference), element)) {
                throw new SigningRefusedException("expected transforms that select or canonicalise, found others at '"
                        + reference.getURI() + "', or a search through a long document, which this version does not"
                        + " run");
            }
        }
        references.addResourceResolver(new Resolver());
    }

    /** The data that a reference leads out to; where it has no URI, the only data there are. */
    Optional<DataObject> given(Reference reference) {
        String uri = reference.getURI();
        if (uri == null) {
            return objects.size() == 1 ? Optional.of(objects.get(0)) : Optional.empty();
        }
        return objects.stream().filter(object -> object.uri().equals(uri)).findFirst();
    }

    /** The bytes that the digest of a reference is taken over. */
    byte[] bytes(Reference reference) throws XMLSecurityException {
        // Where nothing is to be done to them, no resolver need be asked, which would frown on some URIs.
        if (isOutside(reference) && !hasTransforms(reference)) {
            return given(reference).orElseThrow().bytes();
        }
        Optional<byte[]> whole = WholeDocument.bytes(signature(reference), new XmlElement(reference.getElement()));
        return whole.isPresent() ? whole.get() : reference.getReferencedBytes();
    }

    /** The digest that is taken over them; what is digested as it is need not be held. */
    byte[] digest(Reference reference, DigestAlgorithm algorithm) throws XMLSecurityException {
        return isOutside(reference) && !hasTransforms(reference)
                ? given(reference).orElseThrow().digest(algorithm)
                : algorithm.digest(bytes(reference));
    }

    /** The signature that the reference is of, also by a manifest in it. */
    private static XmlElement signature(Reference reference) throws XMLSecurityException {
        for (Node at = reference.getElement(); at instanceof Element e; at = at.getParentNode()) {
            XmlElement element = new XmlElement(e);
            if (element.is(Names.SIGNATURE)) {
                return element;
            }
        }
        throw new XMLSecurityException("empty", new Object[] {"a reference outside of a signature"});
    }

    /** The same for an archive time-stamp: what is no bytes yet is canonicalised in its way. */
    byte[] bytes(Reference reference, String canonicalization) throws XMLSecurityException {
        if (isOutside(reference) && !hasTransforms(reference)) {
            return bytes(reference);
        }
        Optional<byte[]> whole =
                WholeDocument.bytes(signature(reference), new XmlElement(reference.getElement()), canonicalization);
        if (whole.isPresent()) {
            return whole.get();
        }
        XMLSignatureInput contents = reference.getContentsAfterTransformation();
        if (!contents.isNodeSet() && !contents.isElement()) {
            return reference.getReferencedBytes();
        }
        Transforms last = new Transforms(reference.getDocument());
        last.addTransform(canonicalization);
        try {
            return Objects.requireNonNull(last.performTransforms(contents).getBytes());
        } catch (java.io.IOException e) {
            throw new XMLSecurityException(e);
        }
    }

    private static boolean hasTransforms(Reference reference) {
        return !new XmlElement(reference.getElement())
                .children(Names.ds("Transforms"))
                .isEmpty();
    }

    private final class Resolver extends ResourceResolverSpi {
        @Override
        public XMLSignatureInput engineResolveURI(ResourceResolverContext context) {
            return new XMLSignatureByteInput(found(context).orElseThrow().bytes());
        }

        @Override
        public boolean engineCanResolveURI(ResourceResolverContext context) {
            return found(context).isPresent();
        }

        private Optional<DataObject> found(ResourceResolverContext context) {
            String uri = context.uriToResolve;
            if (uri == null) {
                return objects.size() == 1 ? Optional.of(objects.get(0)) : Optional.empty();
            }
            return objects.stream().filter(object -> object.uri().equals(uri)).findFirst();
        }
    }
}
