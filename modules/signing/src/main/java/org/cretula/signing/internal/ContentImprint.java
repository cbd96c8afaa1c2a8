package org.cretula.signing.internal;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.cretula.signing.XadesSignature;

/** What a time-stamp over data is over; EN 319 132-1 V1.3.1 clauses 5.2.8.1 and 5.2.8.2. */
final class ContentImprint {

    private ContentImprint() {}

    /** The bytes; empty where it names something that the signature does not sign. */
    static Optional<byte[]> of(Examined examined, XadesSignature.ContentTimeStamp stamp) {
        List<XadesSignature.Reference> references = examined.signature().references();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (stamp.objects().isEmpty()) {
            for (int i = 0; i < references.size(); i++) {
                if (isData(references.get(i))) {
                    examined.digested().get(i).ifPresent(out::writeBytes);
                }
            }
            return Optional.of(out.toByteArray());
        }
        for (String object : stamp.objects().get()) {
            Optional<byte[]> bytes = Optional.empty();
            for (int i = 0; i < references.size(); i++) {
                if (isData(references.get(i))
                        && references.get(i).id().map(id -> "#" + id).equals(Optional.of(object))) {
                    bytes = examined.digested().get(i);
                }
            }
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            bytes.ifPresent(out::writeBytes);
        }
        return Optional.of(out.toByteArray());
    }

    private static boolean isData(XadesSignature.Reference reference) {
        return !reference.type().equals(Optional.of(Names.SIGNED_PROPERTIES_TYPE));
    }
}
