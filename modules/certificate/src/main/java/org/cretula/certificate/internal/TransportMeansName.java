package org.cretula.certificate.internal;

import java.util.Optional;

/** Where UBL puts the name of a means of transport: by mode of Recommendation 19, a vessel where the mode does not tell. */
enum TransportMeansName {
    AIR("cac:AirTransport", "cbc:AircraftID"),
    ROAD("cac:RoadTransport", "cbc:LicensePlateID"),
    RAIL("cac:RailTransport", "cbc:TrainID"),
    VESSEL("cac:MaritimeTransport", "cbc:VesselName");

    private final String group;
    private final String element;

    TransportMeansName(String group, String element) {
        this.group = group;
        this.element = element;
    }

    String group() {
        return group;
    }

    String element() {
        return element;
    }

    static TransportMeansName forMode(Optional<String> mode) {
        return switch (mode.orElse("")) {
            case "2" -> RAIL;
            case "3" -> ROAD;
            case "4" -> AIR;
            default -> VESSEL;
        };
    }
}
