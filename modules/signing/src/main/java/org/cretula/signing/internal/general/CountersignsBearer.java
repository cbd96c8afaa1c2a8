package org.cretula.signing.internal.general;

import java.util.List;
import java.util.Optional;
import org.cretula.signing.XadesSignature;
import org.cretula.signing.internal.Examined;
import org.cretula.signing.internal.Followed;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;

/**
 * A counter-signature signs the value of the very signature that bears it, whatever else it may be over.
 *
 * <p>One over another value was copied from elsewhere (attack E06).
 */
@Explained(
        passed = "The counter-signature signs the value of the signature that bears it, and maybe something else.",
        failed = "The counter-signature does not sign the value of the signature that bears it.")
final class CountersignsBearer implements Check<Examined> {

    private final Optional<String> valueId;

    CountersignsBearer(Optional<String> valueId) {
        this.valueId = valueId;
    }

    @Override
    public String id() {
        return "counter-signed-bearer";
    }

    @Override
    public String clause() {
        return "EN 319 132-1 V1.3.1, 5.2.7.2";
    }

    @Override
    public Finding examine(Examined e) {
        List<XadesSignature.Reference> data = e.followed().stream()
                .filter(Followed::isData)
                .map(Followed::reference)
                .toList();
        boolean right =
                valueId.isPresent() && data.stream().anyMatch(r -> r.uri().equals(valueId.map(id -> "#" + id)));
        return right
                ? passed("it signs the value of the signature that bears it")
                : failed(
                        SubIndication.SIG_CONSTRAINTS_FAILURE,
                        "expected a reference to the value of the signature that bears it, found "
                                + data.stream()
                                        .map(XadesSignature.Reference::words)
                                        .toList());
    }
}
