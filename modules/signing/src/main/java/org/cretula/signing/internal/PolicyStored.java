package org.cretula.signing.internal;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.XadesSignature;
import org.cretula.verdict.Check;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;

/**
 * The document of the signature policy that came along is the one that the signer meant.
 *
 * <p>The store is not signed, the digest is: whoever puts another document there is found out (attack E05). The policy's
 * rules are for people; nothing is judged by them here, and a policy that did not come along is looked up nowhere.
 */
public final class PolicyStored implements Check<XadesSignature> {

    /** Whether there is anything to look at. */
    public static boolean concerns(XadesSignature signature) {
        return signature.properties().policy().isPresent()
                || stores(signature).findAny().isPresent();
    }

    private static Stream<XadesSignature.PolicyStore> stores(XadesSignature signature) {
        return signature.unsigned().stream()
                .flatMap(p -> p instanceof XadesSignature.PolicyStore store ? Stream.of(store) : Stream.empty());
    }

    @Override
    public String id() {
        return "signature-policy";
    }

    @Override
    public String clause() {
        return "EN 319 132-1 V1.3.1, 5.2.9, 5.2.10 and 6.3 (m); EN 319 102-1 V1.4.1, 5.2.4";
    }

    @Override
    public Finding examine(XadesSignature signature) {
        List<XadesSignature.PolicyStore> stores = stores(signature).toList();
        Optional<XadesSignature.PolicyReference> policy = signature.properties().policy();
        Optional<XadesSignature.Digest> digest = policy.flatMap(XadesSignature.PolicyReference::digest);
        if (!stores.isEmpty() && (stores.size() > 1 || digest.isEmpty())) {
            return failed(
                    SubIndication.FORMAT_FAILURE,
                    "expected one document for a signature policy that is named by its digest, found "
                            + (digest.isEmpty() ? "a document and no such policy" : stores.size() + " documents"));
        }
        String name = policy.flatMap(XadesSignature.PolicyReference::identifier)
                .map(i -> "'" + Malformed.clip(i) + "'")
                .orElse("that what is signed implies");
        Optional<String> document =
                stores.stream().flatMap(store -> store.document().stream()).findFirst();
        if (document.isEmpty()) {
            return passed("the signer names the policy " + name
                    + "; its document did not come along, and nothing was judged by it");
        }
        if (policy.map(XadesSignature.PolicyReference::transformed).orElse(false)) {
            return unknown(
                    SubIndication.POLICY_PROCESSING_ERROR,
                    "the document of the policy " + name + " is transformed before it is digested, which is not done"
                            + " here",
                    "the document's digest, compared by who keeps the policy");
        }
        boolean same = DigestAlgorithm.of(digest.orElseThrow().algorithm())
                .map(a -> a.base64(Base64.getDecoder().decode(document.get())))
                .equals(Optional.of(digest.get().value()));
        return same
                ? passed("the document of the policy " + name + " that came along is the one that the signer meant")
                : unknown(
                        SubIndication.POLICY_PROCESSING_ERROR,
                        "the document of the policy " + name + " that came along is not the one that the signer meant",
                        "the document with the digest that is signed, from who keeps the policy");
    }
}
