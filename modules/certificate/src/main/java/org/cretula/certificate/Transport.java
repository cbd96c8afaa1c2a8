package org.cretula.certificate;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cretula.certificate.internal.DatasetElement;

/**
 * How goods travel, as far as the form says it.
 *
 * @param mode mode of UN/ECE Recommendation 19, one digit: 1 sea, 2 rail, 3 road, 4 air, 8 inland water
 * @param departure day of departure
 * @param meansName vessel, aircraft, train or licence plate
 * @param voyage voyage, flight or journey number
 * @param loading port of loading
 * @param discharge port of discharge
 * @param transitCountries countries passed, in order
 * @param documents bills of lading, waybills
 */
public record Transport(
        Optional<String> mode,
        Optional<LocalDate> departure,
        Optional<String> meansName,
        Optional<String> voyage,
        Optional<Port> loading,
        Optional<Port> discharge,
        List<CountryCode> transitCountries,
        List<Document> documents) {

    private static final Pattern MODE = Pattern.compile("[0-9]");

    /**
     * A port or place.
     *
     * @param locode UN/LOCODE without blank, such as {@code XAPTA}
     * @param name its name
     */
    public record Port(Optional<String> locode, String name) {
        private static final Pattern FORM = Pattern.compile("[A-Z]{2}[A-Z2-9]{3}");

        public Port {
            locode.ifPresent(l -> DatasetElement.PORT.matching(l, FORM, "a UN/LOCODE of five characters"));
            DatasetElement.PORT.line(name);
        }

        /** A port with code and name. */
        public static Port of(String locode, String name) {
            return new Port(Optional.of(locode), name);
        }
    }

    /**
     * A transport document.
     *
     * @param type document code of UNTDID 1001: 704 or 705 bill of lading, 730 road, 740 air waybill
     * @param number its number
     * @param date its date
     */
    public record Document(String type, String number, Optional<LocalDate> date) {
        private static final Pattern FORM = Pattern.compile("7[0-9]{2}");

        public Document {
            DatasetElement.TRANSPORT_DOCUMENT.matching(type, FORM, "a transport document of UNTDID 1001, 700 to 799");
            DatasetElement.TRANSPORT_DOCUMENT.line(number);
            date.ifPresent(DatasetElement.TRANSPORT_DOCUMENT::date);
        }
    }

    public Transport {
        mode.ifPresent(m -> DatasetElement.TRANSPORT_MODE.matching(m, MODE, "one digit of Recommendation 19"));
        departure.ifPresent(DatasetElement.DEPARTURE::date);
        DatasetElement.MEANS_NAME.line(meansName);
        DatasetElement.VOYAGE.line(voyage);
        transitCountries = List.copyOf(transitCountries);
        documents = DatasetElement.TRANSPORT_DOCUMENT.distinct(documents);
    }

    /** Nothing said. */
    public static Transport unstated() {
        return new Transport(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }
}
