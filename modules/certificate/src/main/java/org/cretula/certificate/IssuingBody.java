package org.cretula.certificate;

import java.util.Optional;
import org.cretula.certificate.internal.DatasetElement;

/**
 * The chamber, ministry or Customs administration that issues a certificate.
 *
 * @param code its registered code, which an issuer register knows it by
 * @param name its name
 * @param country the country in which it issues
 * @param address its address
 * @param contact where verification requests go
 */
public record IssuingBody(
        String code, String name, CountryCode country, Optional<Address> address, Optional<Party.Contact> contact) {

    public IssuingBody {
        DatasetElement.BODY_CODE.line(code);
        DatasetElement.BODY_NAME.line(name);
    }
}
