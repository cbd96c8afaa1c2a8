package org.cretula.signing.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cretula.signing.XadesSignature;

/** What a time-stamp over data is over; EN 319 132-1 V1.3.1 clauses 5.2.8.1 and 5.2.8.2. */
final class ContentImprint {

    private ContentImprint() {}

    /** The bytes, in the time-stamp's way where they are XML as yet; empty where it names what the signature does not sign. */
    static Optional<List<SignedBytes>> of(Examined examined, XadesSignature.ContentTimeStamp stamp) {
        List<SignedBytes> all = new ArrayList<>();
        if (stamp.objects().isEmpty()) {
            examined.followed().stream()
                    .filter(Followed::isData)
                    .forEach(f -> f.bytes().ifPresent(all::add));
            return Optional.of(all);
        }
        for (String object : stamp.objects().get()) {
            Optional<SignedBytes> bytes = examined.followed().stream()
                    .filter(Followed::isData)
                    .filter(f -> f.reference().id().map(id -> "#" + id).equals(Optional.of(object)))
                    .reduce((first, second) -> second)
                    .flatMap(Followed::bytes);
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            bytes.ifPresent(all::add);
        }
        return Optional.of(all);
    }
}
