package org.cretula.certificate;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cretula.certificate.internal.DatasetElement;

/**
 * The other certificates that a certificate stands on or takes the place of.
 *
 * @param replaces numbers of the certificates that it replaces
 * @param replacementReason why
 * @param certifiedCopyOf number of the original, on a certified true copy
 * @param firstCertificates the certificates of the first exporting country, on a back-to-back certificate
 */
public record Relations(
        List<String> replaces,
        Optional<String> replacementReason,
        Optional<String> certifiedCopyOf,
        List<FirstCertificate> firstCertificates) {

    /**
     * A certificate of the first exporting country.
     *
     * @param number its number
     * @param issued day of issue
     * @param issuer name of its issuing body
     * @param country country of issue
     */
    public record FirstCertificate(
            String number, Optional<LocalDate> issued, Optional<String> issuer, Optional<CountryCode> country) {
        public FirstCertificate {
            DatasetElement.FIRST_NUMBER.line(number);
            issued.ifPresent(DatasetElement.FIRST_DETAILS::date);
            DatasetElement.FIRST_DETAILS.line(issuer);
        }
    }

    public Relations {
        replaces = DatasetElement.REPLACED_NUMBER.distinct(replaces);
        replaces.forEach(DatasetElement.REPLACED_NUMBER::line);
        DatasetElement.REPLACEMENT_REASON.block(replacementReason);
        DatasetElement.CERTIFIED_COPY_OF.line(certifiedCopyOf);
        firstCertificates = DatasetElement.FIRST_NUMBER.distinct(firstCertificates);
    }

    /** No other certificates. */
    public static Relations none() {
        return new Relations(List.of(), Optional.empty(), Optional.empty(), List.of());
    }

    /** Takes the place of that certificate. */
    public static Relations replacing(String number, String reason) {
        return new Relations(List.of(number), Optional.of(reason), Optional.empty(), List.of());
    }

    /** Stands on that certificate of the first exporting country. */
    public static Relations backToBack(FirstCertificate first) {
        return new Relations(List.of(), Optional.empty(), Optional.empty(), List.of(first));
    }
}
