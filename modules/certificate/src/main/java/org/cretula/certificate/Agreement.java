package org.cretula.certificate;

import java.util.Optional;
import org.cretula.certificate.internal.DatasetElement;

/**
 * The agreement or scheme under which preference is claimed.
 *
 * @param code its code, as the parties' Utility Block names it
 * @param name its name
 */
public record Agreement(String code, Optional<String> name) {

    public Agreement {
        DatasetElement.AGREEMENT_CODE.line(code);
        DatasetElement.AGREEMENT_NAME.line(name);
    }
}
