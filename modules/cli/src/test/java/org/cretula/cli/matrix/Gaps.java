package org.cretula.cli.matrix;

import java.util.Map;
import org.cretula.signing.SignatureLevel;

/** What is known not to be made yet; a gap that has closed fails the tests until it is taken out here. */
final class Gaps {

    /** Packagings that are not raised above this level. */
    private static final Map<Packaging, SignatureLevel> NOT_RAISED_ABOVE =
            Map.of(Packaging.DETACHED, SignatureLevel.B_B);

    private Gaps() {}

    /** Whether it is refused. */
    static boolean contains(Combination combination) {
        SignatureLevel most = NOT_RAISED_ABOVE.getOrDefault(combination.packaging(), SignatureLevel.B_LTA);
        return combination.level().compareTo(most) > 0;
    }
}
