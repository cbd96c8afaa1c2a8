package org.cretula.signing.internal.general;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cretula.signing.XadesSignature;
import org.cretula.signing.internal.Examined;
import org.cretula.signing.internal.Followed;
import org.cretula.signing.internal.Malformed;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;

/**
 * What is described as signed data is signed: each description points at a reference of this signature or of a manifest
 * that it signs.
 *
 * <p>A description of anything else says of data that they are of a kind, as if they were signed (case E07). That what is
 * signed goes undescribed misleads nobody.
 */
@Explained(
        passed = "Whatever the signer describes as signed data is signed.",
        failed = "The signer describes data that the signature does not sign.")
final class DescribedObjects implements Check<Examined> {
    @Override
    public String id() {
        return "described-objects";
    }

    @Override
    public String clause() {
        return "EN 319 132-1 V1.3.1, 5.2.4; EN 319 102-1 V1.4.1, 5.2.8";
    }

    @Override
    public Finding examine(Examined e) {
        List<Optional<String>> signed = Stream.concat(
                        e.followed().stream().filter(Followed::isData), e.entries().stream())
                .map(f -> f.reference().id().map(id -> "#" + id))
                .toList();
        List<XadesSignature.DataObjectFormat> formats =
                e.signature().properties().formats();
        for (XadesSignature.DataObjectFormat format : formats) {
            if (!signed.contains(Optional.of(format.reference()))) {
                return failed(
                        SubIndication.FORMAT_FAILURE,
                        "expected descriptions of data that the signature signs, found one of '"
                                + Malformed.clip(format.reference()) + "'");
            }
        }
        return passed(
                formats.isEmpty()
                        ? "the signer does not say what kind of data is signed"
                        : "the signer says to have signed "
                                + Malformed.clip(formats.stream()
                                        .map(f -> f.mimeType().orElse("data of a kind that is not said"))
                                        .toList()
                                        .toString()));
    }
}
