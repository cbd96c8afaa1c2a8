package org.cretula.signing.internal;

import java.util.Optional;
import org.cretula.signing.XadesSignature;
import org.cretula.xml.XmlElement;

/** Where the references of a signature lead: the one place that the signed bytes come from. */
public interface SignedDocument {

    /** Follows a reference of the signature, or of a manifest that it signs. Fetches nothing, runs nobody's program. */
    Led follow(XadesSignature signature, XadesSignature.Reference reference);

    /**
     * A signature of the document, where it stands in the tree of all of it; read for that if need be.
     *
     * @param most the most bytes of a document that is read for it; empty for a larger one
     */
    Optional<XmlElement> inTree(XmlElement signature, int most);
}
