package org.cretula.certificate;

import java.util.Optional;
import org.cretula.certificate.internal.DatasetElement;

/**
 * A person or company that a certificate names.
 *
 * @param id registered number, with the register it comes from
 * @param name name
 * @param address address
 * @param contact who answers questions
 */
public record Party(Optional<Id> id, String name, Optional<Address> address, Optional<Contact> contact) {

    /**
     * A registered number.
     *
     * @param value the number
     * @param scheme the register, such as {@code TAX}
     */
    public record Id(String value, Optional<String> scheme) {
        public Id {
            DatasetElement.PARTY_ID.line(value);
            DatasetElement.PARTY_ID.line(scheme);
        }
    }

    /**
     * Where questions go.
     *
     * @param name person or desk
     * @param telephone telephone number
     * @param email mail address
     */
    public record Contact(Optional<String> name, Optional<String> telephone, Optional<String> email) {
        public Contact {
            DatasetElement.PARTY_CONTACT.line(name);
            DatasetElement.PARTY_CONTACT.line(telephone);
            DatasetElement.PARTY_CONTACT.line(email);
            if (name.isEmpty() && telephone.isEmpty() && email.isEmpty()) {
                throw DatasetElement.PARTY_CONTACT.refuse("a name, a telephone number or a mail address", "none");
            }
        }
    }

    public Party {
        DatasetElement.PARTY_NAME.line(name);
    }

    /** A party with name and address. */
    public static Party of(String name, Address address) {
        return new Party(Optional.empty(), name, Optional.of(address), Optional.empty());
    }

    /** The same party with a registered number. */
    public Party withId(String value, String scheme) {
        return new Party(Optional.of(new Id(value, Optional.of(scheme))), name, address, contact);
    }
}
