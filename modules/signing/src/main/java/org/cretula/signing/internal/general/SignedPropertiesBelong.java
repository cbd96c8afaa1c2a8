package org.cretula.signing.internal.general;

import java.util.List;
import java.util.Optional;
import org.cretula.signing.XadesSignature;
import org.cretula.signing.internal.Examined;
import org.cretula.signing.internal.Followed;
import org.cretula.signing.internal.Malformed;
import org.cretula.signing.internal.Names;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;

/**
 * The signed properties are signed, whole, and this signature's: one reference of their type leads to the very element.
 *
 * <p>Otherwise signer and time could be swapped, or read from a second element that nobody signed (attacks X12, X13, E11).
 * A transform that takes anything out of them would leave that to be swapped.
 */
@Explained(
        passed = "What the signer says is part of this signature and covered by it as a whole.",
        failed =
                "The properties that are called signed are not covered by the signature as a whole, or are another one's.")
final class SignedPropertiesBelong implements Check<Examined> {
    @Override
    public String id() {
        return "signed-properties-belong";
    }

    @Override
    public String clause() {
        return "EN 319 132-1 V1.3.1, 4.3.1 and 4.4.2";
    }

    @Override
    public Finding examine(Examined e) {
        XadesSignature.SignedProperties properties = e.signature().properties();
        String wanted = "#" + properties.id();
        List<XadesSignature.Reference> references = e.followed().stream()
                .filter(f -> !f.isData())
                .map(Followed::reference)
                .toList();
        if (references.size() != 1 || !references.get(0).uri().equals(Optional.of(wanted))) {
            return failed(
                    SubIndication.FORMAT_FAILURE,
                    "expected one reference of type SignedProperties to '" + Malformed.clip(wanted) + "', found "
                            + references.stream()
                                    .map(XadesSignature.Reference::words)
                                    .toList());
        }
        List<String> transforms = references.get(0).transforms();
        if (transforms.size() > 1 || !Names.CANONICALIZATIONS.containsAll(transforms)) {
            return failed(
                    SubIndication.FORMAT_FAILURE,
                    "expected nothing but a canonicalisation of the signed properties, found "
                            + Malformed.clip(transforms.toString()));
        }
        return properties.target().equals("#" + e.signature().id())
                ? passed("the signed properties belong to this signature and are covered by it")
                : failed(
                        SubIndication.FORMAT_FAILURE,
                        "expected qualifying properties for '#"
                                + Malformed.clip(e.signature().id()) + "', found '"
                                + Malformed.clip(properties.target()) + "'");
    }
}
