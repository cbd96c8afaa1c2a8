package org.cretula.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.cretula.certificate.CertificateReading.Read;
import org.cretula.certificate.CertificateReading.Unreadable;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateReaderTest {

    private static final CertificateOfOrigin WHOLE = Examples.wineTimberTextiles();
    private static final String XML = new String(new CertificateWriter().write(WHOLE), StandardCharsets.UTF_8);
    private static final String AFTER_OURS = "  </ext:UBLExtensions>";

    @Test
    void an_empty_file_a_text_and_another_document_are_unreadable() {
        assertThat(problems("")).containsExactly("expected an XML document, found an empty file");
        assertThat(problems("certificate")).hasSize(1);
        assertThat(problems("<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'/>"))
                .containsExactly("expected an element CertificateOfOrigin of UBL 2,"
                        + " found {urn:oasis:names:specification:ubl:schema:xsd:Invoice-2}Invoice");
    }

    @Test
    void a_document_type_declaration_is_refused() {
        assertThat(problems(XML.replaceFirst("\\?>", "?><!DOCTYPE CertificateOfOrigin [<!ENTITY e 'x'>]>")))
                .hasSize(1)
                .first()
                .asString()
                .contains("DOCTYPE");
    }

    @Test
    void a_truncated_file_is_unreadable_and_never_throws() {
        truncated(61);
    }

    @Tag("long")
    @Test
    void a_file_truncated_anywhere_is_unreadable_and_never_throws() {
        truncated(1);
    }

    private static void truncated(int step) {
        byte[] whole = XML.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length - 1; length += step) {
            assertThat(new CertificateReader().read(Arrays.copyOf(whole, length)))
                    .as("first %d bytes", length)
                    .isInstanceOf(Unreadable.class);
        }
    }

    @Test
    void changed_bytes_never_throw_and_never_read_as_the_same_certificate() {
        changed(99, 500);
    }

    @Tag("long")
    @Test
    void many_more_changed_bytes_never_throw_and_never_read_as_the_same_certificate() {
        changed(100, 6000);
    }

    private static void changed(long seed, int many) {
        byte[] whole = XML.getBytes(StandardCharsets.UTF_8);
        int start = XML.indexOf("<ext:UBLExtensions>");
        Random random = new Random(seed);
        for (int i = 0; i < many; i++) {
            byte[] changed = whole.clone();
            int at = start + random.nextInt(whole.length - start);
            changed[at] = (byte) random.nextInt(256);
            CertificateReading reading = new CertificateReader().read(changed);
            if (reading.equals(new Read(WHOLE))) {
                // Only white space between elements may differ.
                assertThat(new String(changed, at, 1, StandardCharsets.ISO_8859_1) + (char) whole[at])
                        .as("byte %d", at)
                        .matches(changed[at] == whole[at] ? "(?s).*" : "[ \t\r\n]{2}");
            }
        }
    }

    @Test
    void every_problem_is_told_with_the_name_of_its_element() {
        String broken = XML.replace("<cbc:IssueTime>14:30:00+05:30</cbc:IssueTime>", "")
                .replace("<cbc:VersionID>1<", "<cbc:VersionID>one<")
                .replace("currencyID=\"USD\">14400.00", "currencyID=\"usd\">14400.00")
                .replace("<co:ValidToDate>2027-10-04", "<co:ValidToDate>2027-02-30");
        assertThat(problems(broken))
                .containsExactlyInAnyOrder(
                        "CertificateOfOrigin: expected an element cbc:IssueTime, found none",
                        "CertificateOfOrigin/cbc:VersionID: expected a number from 1 to 999999999 in digits only, found 'one'",
                        "CertificateOfOrigin/cac:CertificateOfOriginApplication/cac:Shipment/cac:GoodsItem/"
                                + "cbc:FreeOnBoardValueAmount: dataset element 74 (FOB value): expected a currency as three"
                                + " capital letters of ISO 4217, found 'usd'",
                        "CertificateOfOrigin/ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/"
                                + "co:CertificateDetails/co:ValidToDate: expected a date of the calendar such as"
                                + " 2026-11-24, found '2027-02-30'");
    }

    @Test
    void a_missing_group_is_told_once() {
        String broken = XML.replaceAll("(?s)<cac:IssuerParty>.*?</cac:IssuerParty>", "");
        assertThat(problems(broken))
                .containsExactly("CertificateOfOrigin/cac:CertificateOfOriginApplication:"
                        + " expected an element cac:IssuerParty, found none");
    }

    @Test
    void a_document_full_of_faults_gives_a_list_of_limited_length() {
        String broken = XML.replace("<cbc:VersionID>", "<cbc:Fault/>".repeat(50_000) + "<cbc:VersionID>");
        assertThat(problems(broken)).hasSize(1001);
    }

    @Test
    void names_of_the_document_do_not_flood_the_list() {
        String name = "n" + "a".repeat(40_000);
        String broken = XML.replace(
                "<cbc:VersionID>", "<x:%s xmlns:x='urn:%s' %s='1'/><cbc:VersionID>".formatted(name, name, name));
        assertThat(problems(broken)).hasSize(1).allMatch(p -> p.length() < 300);
        assertThat(problems(XML.replace("<cbc:UUID>", "<cbc:UUID " + name + "='1'>")))
                .hasSize(1)
                .allMatch(p -> p.length() < 300);
    }

    @Test
    void many_items_are_read_in_good_time() {
        String mark = "<cbc:Note>n</cbc:Note>";
        String many = XML.replace("<cbc:VersionID>", mark.repeat(90_000) + "<cbc:VersionID>");
        assertThat(((Read) read(many)).certificate().remarks()).hasSize(90_002);
    }

    @Test
    void a_tree_from_the_door_reads_as_its_bytes_do() {
        XmlParse.Parsed parsed =
                (XmlParse.Parsed) new XmlDoor(XmlLimits.CERTIFICATE).parse(XML.getBytes(StandardCharsets.UTF_8));
        assertThat(new CertificateReader().read(parsed.root())).isEqualTo(new Read(WHOLE));
    }

    // The seal's extension.

    @Test
    void the_extension_that_holds_the_seal_is_left_alone() {
        assertThat(read(XML.replace(
                        AFTER_OURS,
                        sealed("<ds:Signature xmlns:ds='http://www.w3.org/2000/09/xmldsig#'>any</ds:Signature>")
                                + AFTER_OURS)))
                .isEqualTo(new Read(WHOLE));
        assertThat(read(XML.replace("<ext:UBLExtensions>", "<ext:UBLExtensions>" + sealed(""))))
                .isEqualTo(new Read(WHOLE));
    }

    @Test
    void an_unknown_extension_is_refused() {
        String unknown = "<ext:UBLExtension><ext:ExtensionURI>urn:other</ext:ExtensionURI>"
                + "<ext:ExtensionContent><a xmlns='urn:other'/></ext:ExtensionContent></ext:UBLExtension>";
        assertThat(problems(XML.replace(AFTER_OURS, unknown + AFTER_OURS)))
                .containsExactly("CertificateOfOrigin/ext:UBLExtensions:"
                        + " expected no (further) element ext:UBLExtension, found one");
    }

    @Test
    void a_second_extension_for_the_seal_is_refused() {
        assertThat(problems(XML.replace(AFTER_OURS, sealed("") + sealed("") + AFTER_OURS)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "enveloped:xades<,enveloped:other<",
        "enveloped:xades<,enveloped:xades <",
        "CommonSignatureComponents-2,CommonSignatureComponents-3",
        "<ext:ExtensionContent>,<ext:ExtensionContent a='b'>",
        "<ext:ExtensionContent>,<ext:ExtensionContent>text",
        "</ext:ExtensionContent>,<b xmlns='urn:b'/></ext:ExtensionContent>",
        "<ext:ExtensionURI>,<cbc:ID>1</cbc:ID><ext:ExtensionURI>",
        "<ext:UBLExtension>,<ext:UBLExtension>text",
        "<ext:UBLExtension>,<ext:UBLExtension a='b'>",
        "<sac:SignatureInformation ,text<sac:SignatureInformation ",
        "<sac:SignatureInformation ,<sac:SignatureInformation a='b' ",
        "<sig:UBLDocumentSignatures ,<sig:UBLDocumentSignatures a='b' ",
        "SignatureAggregateComponents-2,SignatureAggregateComponents-3",
        "</sig:UBLDocumentSignatures>,<sig:More/></sig:UBLDocumentSignatures>",
        "</sac:SignatureInformation>,<b xmlns='urn:b'>900 cases</b></sac:SignatureInformation>",
        "</sac:SignatureInformation>,900 cases</sac:SignatureInformation>",
        "<cbc:ID>,<cbc:ID a='b'>",
        "<cbc:ID>,<cbc:ID><b xmlns='urn:b'/>",
        "signature:1<,signature:900 cases<"
    })
    void X30_what_only_resembles_the_extension_for_the_seal_is_refused(String part, String changed) {
        String seal = sealed("");
        assertThat(seal).contains(part);
        assertThat(problems(XML.replace(AFTER_OURS, seal.replace(part, changed) + AFTER_OURS)))
                .isNotEmpty();
    }

    @Test
    void an_extension_for_the_seal_in_another_place_is_refused() {
        String elsewhere = "<ext:UBLExtensions>" + sealed("") + "</ext:UBLExtensions>";
        assertThat(problems(XML.replace("<cac:GoodsItem>", "<cac:GoodsItem>" + elsewhere)))
                .isNotEmpty();
    }

    // Same bytes, other meaning.

    @Test
    void M01_a_comment_in_a_text_does_not_cut_the_text_off() {
        assertThat(number("XA-2026-<!-- x -->000123")).isEqualTo("XA-2026-000123");
        assertThat(number("<!-- x -->XA-2026-000123-<!-- y -->-1")).isEqualTo("XA-2026-000123--1");
    }

    @Test
    void M03_a_processing_instruction_in_a_text_does_not_cut_the_text_off() {
        assertThat(number("XA-2026-<?x y?>000123")).isEqualTo("XA-2026-000123");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xsi:type=\"co:Other\"",
                "xsi:nil=\"true\"",
                "xsi:schemaLocation=\"urn:x http://x.example/x.xsd\"",
                "xml:lang=\"en\"",
                "xml:space=\"preserve\"",
                "Id=\"x\"",
                "languageID=\"en\""
            })
    void M04_an_attribute_that_the_profile_does_not_know_is_refused(String attribute) {
        String xsi = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" ";
        assertThat(problems(XML.replace("<cbc:UUID>", "<cbc:UUID" + xsi + attribute + ">")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("CertificateOfOrigin/cbc:UUID: expected no attribute "
                        + attribute.split("=", -1)[0]);
    }

    @Test
    void M06_white_space_is_part_of_a_value_and_refused_there() {
        assertThat(problems(XML.replace(">XB<", "> XB<"))).isNotEmpty();
        assertThat(problems(XML.replace("<cbc:ID>XA-2026-000123<", "<cbc:ID>XA-2026-000123\n<")))
                .isNotEmpty();
        assertThat(problems(XML.replace("<cbc:ID>XA-2026-000123<", "<cbc:ID>XA-2026-\t000123<")))
                .isNotEmpty();
        assertThat(problems(XML.replace("<cbc:ID>XA-2026-000123<", "<cbc:ID>XA-2026-&#xD;000123<")))
                .isNotEmpty();
    }

    @Test
    void M06_line_ends_between_elements_do_not_matter() {
        assertThat(read(XML.replace("\n", "\r\n"))).isEqualTo(new Read(WHOLE));
        assertThat(read(XML.replaceAll(">\\s+<", "><"))).isEqualTo(new Read(WHOLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "\u00A0", "\u3000", "\u2028", "<![CDATA[x]]>", "&#65;"})
    void M06_text_between_elements_is_refused(String text) {
        assertThat(problems(XML.replace("<cac:ExporterParty>", "<cac:ExporterParty>" + text)))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("CertificateOfOrigin/cac:ExporterParty: expected no text between elements");
    }

    @Test
    void M07_a_twin_in_another_namespace_is_not_the_element() {
        assertThat(problems(XML.replace("<cbc:UUID>", "<x:ID xmlns:x='urn:x'>OTHER</x:ID><cbc:UUID>")))
                .containsExactly("CertificateOfOrigin: expected no (further) element {urn:x}ID, found one");
        assertThat(problems(XML.replace("<cbc:UUID>", "<ID xmlns=''>OTHER</ID><cbc:UUID>")))
                .containsExactly("CertificateOfOrigin: expected no (further) element {}ID, found one");
        assertThat(problems(XML.replace("<cbc:UUID>", "<ID>OTHER</ID><cbc:UUID>")))
                .containsExactly("CertificateOfOrigin: expected no (further) element ID, found one");
        assertThat(problems(XML.replace("cbc:UUID>", "cac:UUID>"))).hasSize(2);
    }

    @Test
    void M07_prefixes_do_not_matter() {
        String rebound = XML.replace("cbc:", "zz:").replace("xmlns:cbc", "xmlns:zz");
        assertThat(read(rebound)).isEqualTo(new Read(WHOLE));
        String swapped = XML.replace("cbc:", "##:")
                .replace("cac:", "cbc:")
                .replace("##:", "cac:")
                .replace("xmlns:cac", "xmlns:##")
                .replace("xmlns:cbc", "xmlns:cac")
                .replace("xmlns:##", "xmlns:cbc");
        assertThat(read(swapped)).isEqualTo(new Read(WHOLE));
    }

    @Test
    void M07_an_attribute_in_a_namespace_is_not_the_attribute() {
        assertThat(problems(XML.replace(" unitCode=\"LTR\"", " x:unitCode=\"LTR\" xmlns:x=\"urn:x\"")))
                .isNotEmpty();
        assertThat(problems(XML.replace(" unitCode=\"LTR\"", " x:unitCode=\"MLT\" unitCode=\"LTR\" xmlns:x=\"urn:x\"")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e3",
                "1E3",
                "+1",
                "-1",
                "01",
                "1,000",
                "1.",
                ".5",
                " 1",
                "1 ",
                "0x1",
                "NaN",
                "INF",
                "１",
                "",
                "0",
                "1.0000001",
                "1234567890123456"
            })
    void M10_a_number_has_one_spelling(String number) {
        String gross = "<cbc:GrossWeightMeasure unitCode=\"KGM\">3400.0<";
        assertThat(problems(XML.replace(gross, gross.replace("3400.0", number))))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e3", "+3", "03", "3.0", "-3", "0", " 3", "9999999999"})
    void M10_a_count_has_one_spelling(String number) {
        String count = "<cbc:TotalGoodsItemQuantity>3<";
        assertThat(problems(XML.replace(count, count.replace("3", number)))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "14:30:00",
                "24:00:00Z",
                "14:30:60Z",
                "14:30Z",
                "14:30:00.0Z",
                "14:30:00+00:00",
                "14:30:00-00:00",
                "14:30:00+14:30",
                "14:30:00+0530",
                "14:30:00z",
                "25:00:00Z",
                " 14:30:00Z"
            })
    void M10_a_time_has_one_spelling_and_a_zone(String time) {
        assertThat(problems(XML.replace("14:30:00+05:30", time)))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("CertificateOfOrigin/cbc:IssueTime: expected a time with zone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-10-05Z",
                "2026-13-05",
                "2026-02-29",
                "26-10-05",
                "0000-10-05",
                "10000-10-05",
                "-2026-10-05",
                "2026-1-5",
                "20261005",
                "05/10/2026"
            })
    void M10_a_date_has_one_spelling(String date) {
        assertThat(problems(XML.replace("<cbc:IssueDate>2026-10-05<", "<cbc:IssueDate>" + date + "<")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("CertificateOfOrigin/cbc:IssueDate: expected a date");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "TRUE", "yes", " true", ""})
    void M10_a_flag_is_true_or_false(String flag) {
        assertThat(problems(XML.replace("<co:DeMinimisIndicator>true", "<co:DeMinimisIndicator>" + flag)))
                .hasSize(1);
    }

    @Test
    void M13_character_references_and_cdata_mean_the_same() {
        assertThat(number("XA&#45;2026<![CDATA[-]]>000123")).isEqualTo("XA-2026-000123");
    }

    // Elements that UBL demands and that repeat others.

    @ParameterizedTest
    @CsvSource({
        "cbc:OriginalJobID>APP-2026-000777,cbc:OriginalJobID>APP-2026-000778",
        "cbc:DocumentID>XA-2026-000123,cbc:DocumentID>XA-2026-000124",
        "cbc:ApprovalStatus>APPROVED,cbc:ApprovalStatus>REFUSED",
        "cbc:UBLVersionID>2.4,cbc:UBLVersionID>2.1",
        "cbc:CustomizationID>urn:cretula:co:1,cbc:CustomizationID>urn:cretula:co:2",
        "ext:ExtensionURI>urn:cretula:co:1,ext:ExtensionURI>urn:cretula:co:2",
        "cbc:RoleCode>ISSUER,cbc:RoleCode>EXPORTER",
        "listID=\"HS\",listID=\"CN\""
    })
    void a_repeated_or_fixed_element_that_says_something_else_is_refused(String part, String changed) {
        assertThat(XML).contains(part);
        assertThat(problems(XML.replaceFirst(part, changed))).isNotEmpty();
    }

    @Test
    void an_endorser_that_is_named_differently_in_its_second_place_is_refused() {
        int second = XML.lastIndexOf("<cbc:Name>Chamber of Commerce of Port Amber<");
        assertThat(problems(XML.substring(0, second) + XML.substring(second).replace("Chamber", "Chambre")))
                .hasSize(1)
                .first()
                .asString()
                .contains("cac:IssuerEndorsement/cac:EndorserParty/cac:Party/cac:PartyName/cbc:Name");
    }

    @Test
    void elements_in_another_order_are_refused() {
        String id = "<cbc:ID>XA-2026-000123</cbc:ID>";
        String uuid = "<cbc:UUID>8b1b1c0e-7a0e-4a58-9d4b-0f7f0f2f6d01</cbc:UUID>";
        assertThat(problems(XML.replace(uuid, "").replace(id, uuid + id))).hasSize(1);
    }

    @Test
    void details_and_marks_of_an_item_that_is_not_there_are_refused() {
        assertThat(problems(XML.replace("<co:LineNumber>3<", "<co:LineNumber>4<")))
                .isNotEmpty();
        assertThat(problems(XML.replace("<co:LineNumber>3<", "<co:LineNumber>2<")))
                .isNotEmpty();
        assertThat(problems(XML.replaceFirst("(<cac:TransportHandlingUnit>\\s*<cbc:ID>)1<", "$14<")))
                .anyMatch(p -> p.endsWith("expected an item 4, found only marks of it"));
        assertThat(problems(XML.replaceFirst("(<cac:TransportHandlingUnit>\\s*<cbc:ID>)1<", "$12<")))
                .isNotEmpty();
        assertThat(problems(XML.replace("<cbc:SequenceNumberID>3<", "<cbc:SequenceNumberID>2<")))
                .isNotEmpty();
    }

    @Test
    void details_of_a_criterion_without_its_code_are_refused() {
        assertThat(problems(XML.replace("<cbc:PreferenceCriterionCode>PSR</cbc:PreferenceCriterionCode>", "")))
                .hasSize(1);
    }

    private static String number(String written) {
        String xml = XML.replace("<cbc:ID>XA-2026-000123<", "<cbc:ID>" + written + "<");
        return read(xml.replace("<cbc:DocumentID>XA-2026-000123<", "<cbc:DocumentID>" + written + "<"))
                        instanceof Read r
                ? r.certificate().number()
                : "unreadable";
    }

    private static CertificateReading read(String xml) {
        return new CertificateReader().read(xml.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> problems(String xml) {
        assertThat(xml).as("the change was made").isNotEqualTo(XML);
        return read(xml) instanceof Unreadable u ? u.problems() : List.of();
    }

    private static String sealed(String content) {
        return "<ext:UBLExtension><ext:ExtensionURI>urn:oasis:names:specification:ubl:dsig:enveloped:xades"
                + "</ext:ExtensionURI><ext:ExtensionContent><sig:UBLDocumentSignatures xmlns:sig="
                + "'urn:oasis:names:specification:ubl:schema:xsd:CommonSignatureComponents-2'><sac:SignatureInformation xmlns:sac="
                + "'urn:oasis:names:specification:ubl:schema:xsd:SignatureAggregateComponents-2'>"
                + "<cbc:ID>urn:oasis:names:specification:ubl:signature:1</cbc:ID>" + content
                + "</sac:SignatureInformation></sig:UBLDocumentSignatures></ext:ExtensionContent></ext:UBLExtension>";
    }
}
