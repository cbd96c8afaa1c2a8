package org.cretula.signing.internal.general;

import java.util.List;
import java.util.Optional;
import org.cretula.signing.internal.CoreChecks;
import org.cretula.signing.internal.Examined;
import org.cretula.verdict.Check;

/** The checks of the general policy, in the order in which they are reported. */
public final class GeneralChecks {

    private GeneralChecks() {}

    /**
     * All of them.
     *
     * @param counter whether it is a counter-signature that stands in the signature that it signs
     * @param valueId the Id of the signature value that a counter-signature must be over; empty where that has none
     */
    public static List<Check<Examined>> all(boolean counter, Optional<String> valueId) {
        return List.of(
                counter ? new CountersignsBearer(valueId) : new SignsData(),
                new SignedPropertiesBelong(),
                new CoreChecks.ReferenceDigests(),
                new ManifestEntries(),
                new CoreChecks.SigningCertificateBound(),
                new IssuerAndSerial(),
                new KeyHints(),
                new CoreChecks.SignatureValueVerifies(),
                new DescribedObjects(),
                new CoreChecks.SigningTimePlausible());
    }
}
