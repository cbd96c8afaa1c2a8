package org.cretula.certificate.internal;

import java.util.Optional;
import org.cretula.certificate.Address;
import org.cretula.certificate.CountryCode;
import org.cretula.certificate.IssuingBody;
import org.cretula.certificate.Party;
import org.cretula.xml.CanonicalWriter;

/** Writes parties, in the order of UBL's PartyType. */
final class PartyWriter {

    private final CanonicalWriter out;

    PartyWriter(CanonicalWriter out) {
        this.out = out;
    }

    void party(String element, Party party) {
        out.start(element);
        party.id().ifPresent(this::id);
        name(party.name());
        party.address().ifPresent(this::address);
        party.contact().ifPresent(this::contact);
        out.end();
    }

    void issuer(IssuingBody body) {
        out.start("cac:IssuerParty");
        id(new Party.Id(body.code(), Optional.empty()));
        name(body.name());
        body.address().ifPresent(this::address);
        body.contact().ifPresent(this::contact);
        out.end();
    }

    void name(String name) {
        out.start("cac:PartyName").element("cbc:Name", name).end();
    }

    void country(String element, CountryCode country) {
        out.start(element).element("cbc:IdentificationCode", country.value()).end();
    }

    private void id(Party.Id id) {
        out.start("cac:PartyIdentification");
        id.scheme()
                .ifPresentOrElse(
                        s -> out.element("cbc:ID", id.value(), "schemeID", s), () -> out.element("cbc:ID", id.value()));
        out.end();
    }

    private void address(Address a) {
        out.start("cac:PostalAddress");
        a.street().ifPresent(s -> out.element("cbc:StreetName", s));
        a.city().ifPresent(s -> out.element("cbc:CityName", s));
        a.postcode().ifPresent(s -> out.element("cbc:PostalZone", s));
        a.subdivision().ifPresent(s -> out.element("cbc:CountrySubentity", s));
        country("cac:Country", a.country());
        out.end();
    }

    private void contact(Party.Contact c) {
        out.start("cac:Contact");
        c.name().ifPresent(s -> out.element("cbc:Name", s));
        c.telephone().ifPresent(s -> out.element("cbc:Telephone", s));
        c.email().ifPresent(s -> out.element("cbc:ElectronicMail", s));
        out.end();
    }
}
