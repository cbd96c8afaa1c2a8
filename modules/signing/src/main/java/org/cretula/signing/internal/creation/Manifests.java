package org.cretula.signing.internal.creation;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.cretula.signing.DataObject;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.internal.Names;

/**
 * Lists of data objects, each a {@code ds:Manifest} that the signature holds and is over (XML Signature 1.1, 5.1), so
 * that more of them can be signed than a verifier follows references.
 *
 * <p>Verifiers limit the references of a manifest as they limit those of a signature; so there are as many manifests as
 * it takes, each with as many as they follow.
 */
final class Manifests {

    private Manifests() {}

    /** The references to the manifests. */
    static List<SignatureText.Reference> references(List<DataObject> objects, String id) {
        List<SignatureText.Reference> references = new ArrayList<>();
        for (int from = 0; from < objects.size(); from += Packaging.MOST_REFERENCES) {
            int number = references.size() + 1;
            String manifest = manifest(id, number);
            references.add(new SignatureText.Reference(
                    id + "-list-" + number,
                    "#" + manifest,
                    Names.MANIFEST_TYPE,
                    List.of(Names.EXCLUSIVE_C14N),
                    "application/xml",
                    Optional.empty(),
                    manifest));
        }
        return references;
    }

    /** The manifests. */
    static List<SignatureText.DataIn> objects(List<DataObject> objects, String id, DigestAlgorithm digest) {
        List<SignatureText.DataIn> manifests = new ArrayList<>();
        for (int from = 0; from < objects.size(); from += Packaging.MOST_REFERENCES) {
            List<SignatureText.Reference> listed = new ArrayList<>();
            int to = Math.min(objects.size(), from + Packaging.MOST_REFERENCES);
            for (int i = from; i < to; i++) {
                DataObject object = objects.get(i);
                listed.add(new SignatureText.Reference(
                        id + "-data-" + (i + 1),
                        object.uri(),
                        "",
                        List.of(),
                        object.mimeType(),
                        Optional.of(Base64.getEncoder().encodeToString(object.digest(digest)))));
            }
            manifests.add(new SignatureText.DataIn(manifest(id, manifests.size() + 1), "", Optional.empty(), listed));
        }
        return manifests;
    }

    private static String manifest(String id, int number) {
        return id + "-manifest-" + number;
    }
}
