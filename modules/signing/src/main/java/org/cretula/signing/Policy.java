package org.cretula.signing;

import java.util.List;
import java.util.Optional;
import org.cretula.signing.internal.Examined;
import org.cretula.signing.internal.Malformed;
import org.cretula.signing.internal.SignedDocument;
import org.cretula.verdict.Check;
import org.cretula.verdict.Finding;
import org.cretula.xml.XmlElement;

/** What is accepted as a signature, and what is asked of it. */
sealed interface Policy permits Seal, General {

    /** Reads the signature, or says why it is none. */
    XadesSignature read(XmlElement signature) throws Malformed;

    /** What is to be said of the form of one that was read. */
    Finding form(XadesSignature signature);

    /** What is to be said of one that could not be read. */
    Finding malformed(Exception fault);

    /** Where its references lead. */
    SignedDocument document();

    /** What is asked of it beside form, algorithms, time-stamps and path. */
    List<Check<Examined>> checks();

    /** What it is over, as far as all that it takes to say so verified; these are the findings of {@link #checks}. */
    List<SignedContent> scope(Examined examined, List<Finding> findings);

    /** What more is to be said at the end. */
    List<Finding> notes(XadesSignature signature, List<SignedContent> scope);

    /** The policy for a counter-signature of it. */
    Policy of(XadesSignature bearer);

    /** The signature that is counter-signed; empty where none is. */
    Optional<XadesSignature> bearer();
}
