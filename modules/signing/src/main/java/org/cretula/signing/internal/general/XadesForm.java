package org.cretula.signing.internal.general;

import java.util.List;
import org.cretula.signing.XadesSignature;
import org.cretula.signing.internal.Malformed;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;

/**
 * The signature is XAdES, and this version knows all that the signer says in it.
 *
 * <p>A signed property that nobody here knows may limit what the signature means, so it leaves the answer open. Of unsigned
 * ones anybody can add any, so what is not known there is named and proves nothing.
 */
@Explained(
        passed = "The signature has the form of XAdES, and this version knows all that the signer says in it.",
        failed = "The signature lacks something that XAdES asks for, or has something that contradicts its form.",
        unknown = "The signature has something that this version does not know or read, or is larger than is examined.",
        settledBy = "A verifier that knows it, or has larger limits.")
public final class XadesForm implements Check<XadesSignature> {

    private static final int MOST = 10;

    @Override
    public String id() {
        return "xades-form";
    }

    @Override
    public String clause() {
        return "EN 319 132-1 V1.3.1, 4 to 6; EN 319 102-1 V1.4.1, 5.2.2";
    }

    @Override
    public Finding examine(XadesSignature signature) {
        List<String> unknown = signature.properties().unknown();
        if (!unknown.isEmpty()) {
            return unknown(
                    SubIndication.SIG_CONSTRAINTS_FAILURE,
                    "the signer says something that this version does not know: "
                            + unknown.subList(0, Math.min(MOST, unknown.size())),
                    "a verifier that knows these properties");
        }
        List<String> opaque = signature.unsigned().stream()
                .filter(XadesSignature.Opaque.class::isInstance)
                .map(property -> Malformed.clip(property.element().name().getLocalPart()))
                .distinct()
                .limit(MOST)
                .toList();
        String records = opaque.contains("SealingEvidenceRecords") ? "; evidence records are not yet supported" : "";
        return passed(
                opaque.isEmpty()
                        ? "the signature has the form of XAdES"
                        : "the signature has the form of XAdES; these unsigned properties are not read and prove nothing: "
                                + String.join(", ", opaque) + records);
    }
}
