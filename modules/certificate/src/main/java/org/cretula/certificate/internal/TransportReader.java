package org.cretula.certificate.internal;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cretula.certificate.CountryCode;
import org.cretula.certificate.Transport;

/** Reads how the goods travel. */
final class TransportReader {

    private TransportReader() {}

    static Optional<Transport> read(Cursor shipment, List<CountryCode> transit, List<Transport.Document> documents) {
        Optional<Cursor> stage = shipment.optional("cac:ShipmentStage");
        Optional<Cursor> means = stage.flatMap(s -> s.optional("cac:TransportMeans"));
        Optional<String> mode = stage.flatMap(s -> s.text("cbc:TransportModeCode"));
        Optional<String> voyage = means.flatMap(m -> m.text("cbc:JourneyID"));
        TransportMeansName place = TransportMeansName.forMode(mode);
        Optional<String> name = means.flatMap(m -> m.optional(place.group())).map(m -> m.requiredText(place.element()));
        Optional<Transport.Port> loading =
                stage.flatMap(s -> s.optional("cac:LoadingPortLocation")).flatMap(TransportReader::port);
        Optional<Transport.Port> discharge =
                stage.flatMap(s -> s.optional("cac:UnloadingPortLocation")).flatMap(TransportReader::port);
        Optional<LocalDate> departure = stage.flatMap(s -> s.optional("cac:ActualDepartureTransportEvent"))
                .map(e -> e.value("cbc:OccurrenceDate", Lexical::date, LocalDate.EPOCH));
        return shipment.attempt(
                () -> new Transport(mode, departure, name, voyage, loading, discharge, transit, documents));
    }

    private static Optional<Transport.Port> port(Cursor c) {
        Optional<String> locode = c.text("cbc:ID");
        String name = c.requiredText("cbc:Name");
        return c.attempt(() -> new Transport.Port(locode, name));
    }
}
