package org.cretula.certificate.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An element of the common dataset, with its number and name, and the refusals that all values share.
 *
 * <p>Every refusal names the element, what was expected and what was found, so that a message can be traced to a box of
 * a form without knowing the syntax that carried it.
 */
public enum DatasetElement {
    NUMBER("1", "CO number"),
    VERSION("3", "version"),
    DOCUMENT_TYPE("4", "document type"),
    AGREEMENT_CODE("6", "agreement code"),
    AGREEMENT_NAME("7", "agreement name"),
    UUID("2", "CO UUID"),
    ISSUED_AT("9", "issue date-time"),
    ISSUE_PLACE("10", "issue place"),
    VALID_FROM("11", "valid from"),
    VALID_TO("12", "valid to"),
    LANGUAGE("13", "language"),
    VERIFICATION_URL("15", "verification URL"),
    APPLICATION_REFERENCE("16", "application reference"),
    REPLACED_NUMBER("17", "replaced CO number"),
    REPLACEMENT_REASON("18", "replacement reason"),
    FIRST_NUMBER("19", "first CO number"),
    FIRST_DETAILS("20", "first CO date, issuer, country"),
    CERTIFIED_COPY_OF("21", "certified copy of"),
    EXHIBITION("25", "exhibition"),
    CUMULATION_SHARE("27", "partial cumulation share"),
    EXPORTER("31", "exporter name"),
    EXPORTER_ADDRESS("32", "exporter address"),
    PRODUCER("35", "producer confidentiality"),
    PARTY_ID("30, 33, 36 to 39", "party id"),
    PARTY_NAME("31, 34, 36 to 39", "party name"),
    PARTY_ADDRESS("32, 36 to 39, 41", "address"),
    PARTY_CONTACT("31, 36 to 39, 41", "party contact"),
    BODY_CODE("40", "issuing body code"),
    BODY_NAME("41", "issuing body name"),
    OFFICER("43", "officer"),
    STATEMENT("44", "certification statement"),
    DECLARATION("46", "exporter declaration text"),
    DECLARATION_DATE("47", "declaration date"),
    DECLARATION_PLACE("48", "declaration place"),
    DEPARTURE("49", "departure date"),
    TRANSPORT_MODE("50", "transport mode"),
    MEANS_NAME("51", "means name"),
    VOYAGE("52", "means id, voyage"),
    PORT("53, 54", "port"),
    TRANSPORT_DOCUMENT("56", "transport document"),
    EXPORT_COUNTRY("58", "export country"),
    DESTINATION_COUNTRY("59", "destination country"),
    COUNTRY("32, 42, 58, 59, 64", "country"),
    ITEM_NUMBER("60", "item number"),
    DESCRIPTION("61", "description"),
    HS_CODE("62", "HS code"),
    HS_EDITION("63", "HS edition"),
    CRITERION("65", "origin criterion code"),
    CRITERION_DETAIL("66", "criterion detail"),
    RVC("67", "RVC percent"),
    MARKS("68", "marks and numbers"),
    PACKAGES("69", "number of packages"),
    PACKAGE_TYPE("70", "package type"),
    MEASURE("71 to 73", "weight or quantity"),
    FOB("74", "FOB value"),
    INVOICE_NUMBER("79", "invoice number"),
    INVOICE_DATE("80", "invoice date"),
    INVOICE_LINK("81", "item-to-invoice link"),
    REMARKS("83", "remarks"),
    TOTAL_PACKAGES("85", "total packages"),
    TOTAL_ITEMS("86", "number of items"),
    GOODS("60 to 78", "goods items"),
    ISSUING_BODY("40 to 42", "issuing body"),
    CERTIFICATION("43, 44", "certification");

    private static final int LONGEST_FRACTION = 6;
    private static final int LONGEST_INTEGER = 15;
    private static final int MOST = 999_999_999;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;
    private static final int FARTHEST_OFFSET = 14 * 60 * 60;

    private final String number;
    private final String words;

    DatasetElement(String number, String words) {
        this.number = number;
        this.words = words;
    }

    /** The refusal of a value. */
    public IllegalArgumentException refuse(String expected, String found) {
        return new IllegalArgumentException(
                "dataset element " + number + " (" + words + "): expected " + expected + ", found " + found);
    }

    /** One line of text: not empty, no white space at its ends, no control characters. */
    public String line(String text) {
        return checked(text, false);
    }

    /** Text of one or more lines, separated by line feeds. */
    public String block(String text) {
        return checked(text, true);
    }

    /** As {@link #line(String)}, where the text may be absent. */
    public Optional<String> line(Optional<String> text) {
        text.ifPresent(this::line);
        return text;
    }

    /** As {@link #block(String)}, where the text may be absent. */
    public Optional<String> block(Optional<String> text) {
        text.ifPresent(this::block);
        return text;
    }

    /** Text of exactly this form. */
    public String matching(String text, Pattern form, String expected) {
        if (!form.matcher(text).matches()) {
            throw refuse(expected, Quoted.of(text));
        }
        return text;
    }

    /** A day of the years 1900 to 2199, so that a date always has the ten characters that are read back. */
    public LocalDate date(LocalDate date) {
        if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
            throw refuse("a year from " + FIRST_YEAR + " to " + LAST_YEAR, date.toString());
        }
        return date;
    }

    /** A moment with its zone: whole seconds, an offset of whole minutes and at most 14 hours. */
    public OffsetDateTime moment(OffsetDateTime moment) {
        date(moment.toLocalDate());
        int offset = moment.getOffset().getTotalSeconds();
        if (moment.getNano() != 0 || offset % 60 != 0 || Math.abs(offset) > FARTHEST_OFFSET) {
            throw refuse("whole seconds and an offset of whole minutes within 14 hours", moment.toString());
        }
        return moment;
    }

    /** A number that keeps its scale: not negative, at most 15 digits before the point and 6 after it. */
    public BigDecimal decimal(BigDecimal value) {
        if (value.signum() < 0) {
            throw refuse("a number that is not negative", value.toString());
        }
        if (value.scale() < 0 || value.scale() > LONGEST_FRACTION) {
            throw refuse("a number with 0 to " + LONGEST_FRACTION + " decimal places", value.toString());
        }
        if (value.precision() - value.scale() > LONGEST_INTEGER) {
            throw refuse("at most " + LONGEST_INTEGER + " digits before the point", value.toString());
        }
        return value;
    }

    /** A count from 1. */
    public int count(int value) {
        if (value < 1 || value > MOST) {
            throw refuse("a number from 1 to " + MOST, Integer.toString(value));
        }
        return value;
    }

    /** A list without the same entry twice. */
    public <T> List<T> distinct(List<T> values) {
        Set<T> seen = new HashSet<>();
        for (T value : values) {
            if (!seen.add(value)) {
                throw refuse("each entry once", Quoted.of(String.valueOf(value)) + " twice");
            }
        }
        return List.copyOf(values);
    }

    /** A value that has to be there. */
    public <T> T present(@Nullable T value) {
        if (value == null) {
            throw refuse("a value", "none");
        }
        return value;
    }

    private String checked(String text, boolean linesAllowed) {
        if (text.isBlank()) {
            throw refuse("text", text.isEmpty() ? "none" : "only blanks");
        }
        if (!text.equals(text.strip())) {
            throw refuse("no white space at the start or the end", Quoted.of(text));
        }
        if (!text.codePoints().allMatch(c -> allowed(c, linesAllowed))) {
            throw refuse(
                    linesAllowed ? "no control characters but line feeds" : "one line without control characters",
                    Quoted.of(text));
        }
        return text;
    }

    private static boolean allowed(int c, boolean linesAllowed) {
        if (c == '\n') {
            return linesAllowed;
        }
        int type = Character.getType(c);
        return type != Character.CONTROL && type != Character.SURROGATE && c != 0xFFFE && c != 0xFFFF;
    }
}
