package org.cretula.certificate;

import java.time.LocalDate;
import org.cretula.certificate.internal.DatasetElement;

/**
 * A commercial invoice for goods of a certificate.
 *
 * @param number its number
 * @param date its date
 */
public record Invoice(String number, LocalDate date) {

    public Invoice {
        DatasetElement.INVOICE_NUMBER.line(number);
        DatasetElement.INVOICE_DATE.date(date);
    }
}
