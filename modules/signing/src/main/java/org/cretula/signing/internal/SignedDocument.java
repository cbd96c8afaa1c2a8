package org.cretula.signing.internal;

import org.cretula.signing.XadesSignature;

/** Where the references of a signature lead: the one place that the signed bytes come from. */
public interface SignedDocument {

    /** Follows a reference of the signature, or of a manifest that it signs. Fetches nothing, runs nobody's program. */
    Led follow(XadesSignature signature, XadesSignature.Reference reference);
}
