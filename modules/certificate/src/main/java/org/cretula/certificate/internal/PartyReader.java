package org.cretula.certificate.internal;

import java.util.Optional;
import org.cretula.certificate.Address;
import org.cretula.certificate.CountryCode;
import org.cretula.certificate.IssuingBody;
import org.cretula.certificate.Party;

/** Reads parties and countries. */
final class PartyReader {

    private static final CountryCode STAND_IN = new CountryCode("ZZ");

    private PartyReader() {}

    static Optional<Party> party(Cursor c) {
        Optional<Party.Id> id = c.optional("cac:PartyIdentification").flatMap(PartyReader::id);
        String name = name(c);
        Optional<Address> address = c.optional("cac:PostalAddress").flatMap(PartyReader::address);
        Optional<Party.Contact> contact = c.optional("cac:Contact").flatMap(PartyReader::contact);
        return c.attempt(() -> new Party(id, name, address, contact));
    }

    static Optional<IssuingBody> issuer(Cursor c, CountryCode country) {
        String code = c.required("cac:PartyIdentification").requiredText("cbc:ID");
        String name = name(c);
        Optional<Address> address = c.optional("cac:PostalAddress").flatMap(PartyReader::address);
        Optional<Party.Contact> contact = c.optional("cac:Contact").flatMap(PartyReader::contact);
        return c.attempt(() -> new IssuingBody(code, name, country, address, contact));
    }

    static String name(Cursor c) {
        return c.required("cac:PartyName").requiredText("cbc:Name");
    }

    static CountryCode country(Cursor c) {
        return c.value("cbc:IdentificationCode", CountryCode::new, STAND_IN);
    }

    private static Optional<Party.Id> id(Cursor c) {
        Cursor id = c.required("cbc:ID");
        Optional<String> scheme = id.optionalAttribute("schemeID");
        return id.attempt(() -> new Party.Id(id.text(), scheme));
    }

    private static Optional<Address> address(Cursor c) {
        Optional<String> street = c.text("cbc:StreetName");
        Optional<String> city = c.text("cbc:CityName");
        Optional<String> postcode = c.text("cbc:PostalZone");
        Optional<String> subdivision = c.text("cbc:CountrySubentity");
        CountryCode country = country(c.required("cac:Country"));
        return c.attempt(() -> new Address(street, city, postcode, subdivision, country));
    }

    private static Optional<Party.Contact> contact(Cursor c) {
        Optional<String> name = c.text("cbc:Name");
        Optional<String> telephone = c.text("cbc:Telephone");
        Optional<String> email = c.text("cbc:ElectronicMail");
        return c.attempt(() -> new Party.Contact(name, telephone, email));
    }
}
