package org.cretula.signing.internal;

import java.util.List;
import java.util.Optional;
import org.cretula.signing.SignedContent;
import org.cretula.signing.XadesSignature;
import org.cretula.verdict.SubIndication;

/** Where a reference leads. */
public sealed interface Led {

    /**
     * To bytes.
     *
     * @param kind what they are
     * @param words the same in words
     * @param entries the references of the manifests that they are, each of which is to be followed too
     */
    record To(SignedContent.Kind kind, String words, SignedBytes bytes, List<XadesSignature.Reference> entries)
            implements Led {
        public To {
            entries = List.copyOf(entries);
        }
    }

    /**
     * To nothing that a digest could be taken of.
     *
     * @param remedy what would settle it; empty where nothing can
     */
    record Nowhere(SubIndication reason, String explanation, Optional<String> remedy) implements Led {

        static Nowhere failed(SubIndication reason, String explanation) {
            return new Nowhere(reason, explanation, Optional.empty());
        }

        static Nowhere unknown(SubIndication reason, String explanation, String remedy) {
            return new Nowhere(reason, explanation, Optional.of(remedy));
        }
    }
}
