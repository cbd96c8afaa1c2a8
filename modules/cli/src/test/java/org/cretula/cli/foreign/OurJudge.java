package org.cretula.cli.foreign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cretula.signing.DocumentJudgement;
import org.cretula.signing.SignatureJudgement;
import org.cretula.signing.SignatureValidator;
import org.cretula.signing.asic.ContainerValidator;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.Providers;
import org.cretula.trust.TrustFolder;
import org.cretula.trust.TrustFolderException;

/** Our general judge, with the trust of a folder. */
final class OurJudge {

    private final SignatureValidator validator;

    OurJudge(Path trust) throws TrustFolderException {
        Providers providers = new Providers();
        validator = new SignatureValidator(
                new PathExaminer(TrustFolder.load(trust, ExampleTrust.REFUSED), providers), providers);
    }

    DocumentJudgement judge(Foreign foreign) throws IOException {
        return foreign.container()
                ? new ContainerValidator(validator).judge(foreign.bytes(), Pki.JUDGED)
                : validator.judge(foreign.bytes(), foreign.data(), Pki.JUDGED);
    }

    /** Every signature in the order of DSS: counter-signatures behind what they are of. */
    static List<SignatureJudgement> flat(List<SignatureJudgement> judgements) {
        List<SignatureJudgement> flat = new ArrayList<>();
        for (SignatureJudgement judgement : judgements) {
            flat.add(judgement);
            flat.addAll(flat(judgement.counterSignatures()));
        }
        return flat;
    }
}
