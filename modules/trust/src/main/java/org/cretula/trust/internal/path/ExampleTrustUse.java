package org.cretula.trust.internal.path;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.cretula.trust.TrustMaterial;
import org.cretula.trust.internal.encoding.Words;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;

/**
 * Example roots were admitted, so a good result may rest on keys that everybody has.
 *
 * <p>It passes, as the user asked for it; it is there so that no report of such an examination can be shown without
 * the sentence.
 */
@Explained(
        passed =
                "The chain ends at an example root, whose private key everybody has: it proves nothing of a real issuer.")
public final class ExampleTrustUse implements Check<Optional<X509Certificate>> {

    @Override
    public String id() {
        return "example-trust";
    }

    @Override
    public String clause() {
        return "Cretula, example PKI";
    }

    /** Examines the anchor reached, if any. */
    @Override
    public Finding examine(Optional<X509Certificate> anchor) {
        boolean example = anchor.filter(TrustMaterial::isExampleRoot).isPresent();
        return passed(
                example
                        ? "the chain ends at the example root " + Words.name(anchor.orElseThrow())
                                + ", whose private key is public: this proves nothing about a real issuer"
                        : "example roots, whose private keys are public, are admitted: a result that rests on one"
                                + " proves nothing about a real issuer");
    }
}
