package org.cretula.oracle.phase4;

import com.helger.phase4.model.pmode.IPModeIDProvider;
import com.helger.phase4.profile.AS4Profile;
import com.helger.phase4.profile.IAS4ProfileRegistrar;
import com.helger.phase4.profile.IAS4ProfileRegistrarSPI;

/**
 * Registers the one AS4 profile that phase4 must have before it does anything; found through {@code META-INF/services}.
 *
 * <p>Its P-Mode is never used: both programs hand theirs to phase4 themselves.
 */
public final class ProfileRegistrar implements IAS4ProfileRegistrarSPI {

    static final String ID = "cretula";

    /** Called by phase4. */
    public ProfileRegistrar() {}

    @Override
    public void registerAS4Profile(IAS4ProfileRegistrar registrar) {
        registrar.registerProfile(new AS4Profile(
                ID,
                "Cretula, after eDelivery AS4 1.15",
                () -> null,
                (initiator, responder, address) -> {
                    throw new IllegalStateException("no terms for " + initiator + " and " + responder);
                },
                IPModeIDProvider.DEFAULT_DYNAMIC,
                false,
                false));
    }
}
