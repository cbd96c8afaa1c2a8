package org.cretula.cli.foreign;

import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.List;
import org.cretula.cli.foreign.Foreign.Opinion;
import org.cretula.signing.SignatureJudgement;
import org.cretula.verdict.Indication;
import org.cretula.verdict.Outcome;

/**
 * A class of signatures that DSS and we judge differently; each stands in docs/divergences.md by its name, with its
 * reason. One that no longer differs is taken out.
 */
@SuppressWarnings("ImmutableEnumChecker") // lambdas that hold nothing
enum Difference {
    /** EdDSA is not in the suites of TS 119 312 V1.5.1 that DSS knows; we list it by RFC 8032 and FIPS 186-5. */
    EDDSA_IS_LISTED("eddsa-is-listed") {
        @Override
        boolean between(Opinion dss, SignatureJudgement ours) {
            return dss.reason().startsWith("CRYPTO_CONSTRAINTS")
                    && verdict(ours) == Indication.VALID
                    && ours.signer().filter(Difference::isEdwards).isPresent();
        }
    },

    /** XMLDSig 1.1 6.4.3 gives each half as many octets as the order has; DSS writes 65 of 66 where both begin with 0. */
    ECDSA_VALUE_HAS_ITS_LENGTH("an-ecdsa-value-has-its-length") {
        @Override
        boolean between(Opinion dss, SignatureJudgement ours) {
            return dss.indication() == Indication.VALID
                    && ours.signer().filter(Difference::onP521).isPresent()
                    && only(ours, Outcome.FAILED, "signature-value");
        }
    };

    private final String words;

    Difference(String words) {
        this.words = words;
    }

    /** Whether it explains why these two differ. */
    abstract boolean between(Opinion dss, SignatureJudgement ours);

    /** As in docs/divergences.md. */
    String words() {
        return words;
    }

    /** Those that explain why the two differ. */
    static List<Difference> all(Opinion dss, SignatureJudgement ours) {
        return Arrays.stream(values())
                .filter(difference -> difference.between(dss, ours))
                .toList();
    }

    private static boolean isEdwards(X509Certificate certificate) {
        return certificate.getPublicKey().getAlgorithm().startsWith("Ed");
    }

    private static Indication verdict(SignatureJudgement ours) {
        return ours.verdict().indication();
    }

    private static boolean onP521(X509Certificate certificate) {
        return certificate.getPublicKey() instanceof ECPublicKey key
                && key.getParams().getOrder().bitLength() == 521;
    }

    /** Whether this check alone did not pass. */
    private static boolean only(SignatureJudgement ours, Outcome outcome, String check) {
        return ours.verdict().findings().stream()
                .filter(finding -> finding.outcome() != Outcome.PASSED)
                .allMatch(finding ->
                        finding.outcome() == outcome && finding.check().equals(check));
    }
}
