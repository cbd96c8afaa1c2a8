package org.cretula.signing.internal.creation;

import java.util.List;
import java.util.Optional;
import org.cretula.signing.DataObject;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Where the signed data are, seen from the signature. */
public sealed interface Packaging {

    /**
     * Around the signature.
     *
     * @param besideOthers whether all signatures are left out of what is signed, not only this one
     */
    record Enveloped(Document document, Element slot, String mimeType, boolean besideOthers) implements Packaging {
        public Enveloped {
            described(mimeType);
        }
    }

    /** Elsewhere in the same document. */
    record InternallyDetached(Document document, Element slot, List<Target> targets) implements Packaging {
        public InternallyDetached {
            targets = List.copyOf(targets);
            if (targets.isEmpty()) {
                throw new IllegalArgumentException("expected an element to sign, found none");
            }
        }
    }

    /** An element by its identifier. */
    record Target(String id, String mimeType) {
        public Target {
            if (!id.matches("[A-Za-z_][A-Za-z0-9._-]*")) {
                throw new IllegalArgumentException(
                        "expected an identifier of ASCII letters, digits, '.', '_' and '-', found '" + id + "'");
            }
            described(mimeType);
        }
    }

    /** Inside the signature, in base64. */
    record Enveloping(List<DataObject> objects) implements Packaging {
        public Enveloping {
            atLeastOne(objects);
        }
    }

    /** Inside the signature, as XML. */
    record EnvelopingXml(Element element, String mimeType) implements Packaging {
        public EnvelopingXml {
            described(mimeType);
        }
    }

    /**
     * Outside of the document.
     *
     * @param byManifest whether the signature is over lists of them rather than over each
     * @param host the document in which the signature stands; empty for one of its own
     */
    record Detached(List<DataObject> objects, boolean byManifest, Optional<Host> host) implements Packaging {
        public Detached {
            atLeastOne(objects);
            if (byManifest && objects.size() > MOST_LISTED) {
                throw new IllegalArgumentException("expected at most " + MOST_LISTED
                        + " data objects, more than which verifiers do not follow, found " + objects.size()
                        + "; sign them in several signatures");
            }
            if (objects.stream().map(DataObject::uri).distinct().count() < objects.size()) {
                throw new IllegalArgumentException("expected objects with different URIs, found two with the same");
            }
        }
    }

    /** A document for a signature that covers nothing of it. */
    record Host(Document document, Element slot) {}

    /** A signature, of which the new one becomes a property. */
    record CounterSignature(Document document, Element signature) implements Packaging {}

    /**
     * How many references verifiers follow that guard themselves, the JDK's among them, in a signature or in a manifest.
     */
    int MOST_REFERENCES = 30;

    /** Data objects of one signature, in as many full manifests as it can refer to beside its properties. */
    int MOST_LISTED = (MOST_REFERENCES - 1) * MOST_REFERENCES;

    private static void described(String mimeType) {
        if (mimeType.isBlank()) {
            throw new IllegalArgumentException("expected a media type of what is signed, found none");
        }
    }

    private static void atLeastOne(List<DataObject> objects) {
        if (objects.isEmpty()) {
            throw new IllegalArgumentException("expected something to sign, found nothing");
        }
    }
}
