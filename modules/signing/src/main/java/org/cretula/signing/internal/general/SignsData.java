package org.cretula.signing.internal.general;

import java.util.List;
import org.cretula.signing.internal.Examined;
import org.cretula.signing.internal.Followed;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;

/**
 * The signature is over something beside what it says of itself.
 *
 * <p>One over nothing is valid of nothing; whoever is told "valid" takes it for an answer about data (attack X16).
 */
@Explained(
        passed = "The signature is over something beside what it says of itself.",
        failed = "The signature is over nothing but what it says of itself.")
final class SignsData implements Check<Examined> {
    @Override
    public String id() {
        return "signed-data";
    }

    @Override
    public String clause() {
        return "EN 319 132-1 V1.3.1, 6.3 table 2; XML Signature 1.1, 4.4.3";
    }

    @Override
    public Finding examine(Examined e) {
        List<Followed> data = e.followed().stream().filter(Followed::isData).toList();
        return data.isEmpty()
                ? failed(
                        SubIndication.SIG_CONSTRAINTS_FAILURE,
                        "expected a reference to data, found none but to the signed properties")
                : passed("the signature has " + (data.size() == 1 ? "a reference" : data.size() + " references")
                        + " to data");
    }
}
