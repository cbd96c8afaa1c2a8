package org.cretula.signing;

import java.util.List;
import org.cretula.signing.internal.form.Coverage;
import org.cretula.signing.internal.form.Outliner;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlParse;

/**
 * What the signatures of a document say, and what of the document none of them is over. No verdict: no digest is taken,
 * and nothing is believed.
 *
 * @param signatures in document order; counter-signatures stand in those that they sign
 * @param notCovered what no signature is over, one short line each; empty too where there is no signature
 */
public record DocumentOutline(List<SignatureOutline> signatures, List<String> notCovered) {

    public DocumentOutline {
        signatures = List.copyOf(signatures);
        notCovered = List.copyOf(notCovered);
    }

    /** Of a document of whatever kind; never throws for bad input. */
    public static DocumentOutline of(XmlParse.Parsed document) {
        Coverage coverage = new Coverage(document);
        Outliner outliner = new Outliner(coverage);
        List<SignatureOutline> signatures =
                coverage.topmost().stream().map(outliner::outline).toList();
        return new DocumentOutline(signatures, signatures.isEmpty() ? List.of() : coverage.notCovered());
    }

    /** All signatures, counter-signatures too. */
    public List<XmlElement> elements() {
        return signatures.stream().flatMap(s -> elements(s).stream()).toList();
    }

    private static List<XmlElement> elements(SignatureOutline signature) {
        List<XmlElement> all = new java.util.ArrayList<>(List.of(signature.element()));
        signature.counterSignatures().forEach(c -> all.addAll(elements(c)));
        return all;
    }
}
