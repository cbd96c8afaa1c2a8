package org.cretula.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cretula.sealing.Attack.changed;
import static org.cretula.sealing.Attack.copy;
import static org.cretula.sealing.Attack.copyWithoutSignature;
import static org.cretula.sealing.Attack.harmless;
import static org.cretula.sealing.Attack.judge;
import static org.cretula.sealing.Attack.reference;
import static org.cretula.sealing.Attack.refused;
import static org.cretula.sealing.Attack.remove;
import static org.cretula.sealing.Attack.replaced;
import static org.cretula.sealing.Attack.resigned;
import static org.cretula.sealing.Attack.showsNothingForged;
import static org.cretula.sealing.Attack.signature;
import static org.cretula.sealing.Attack.slot;
import static org.cretula.sealing.Attack.xades;
import static org.cretula.verdict.SubIndication.FORMAT_FAILURE;
import static org.cretula.verdict.SubIndication.HASH_FAILURE;
import static org.cretula.verdict.SubIndication.SIGNED_DATA_NOT_FOUND;
import static org.cretula.verdict.SubIndication.SIG_CONSTRAINTS_FAILURE;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.cretula.testkit.Forger;
import org.cretula.verdict.SubIndication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The catalogue of attacks on what is signed and on what it means, by those who have no key and by those who have. */
class AttackedSealTest {

    /** The original, marked so that the lie does not change it, at a place; and the document around it lies. */
    private static Consumer<Document> wrapped(Consumer<Element> hide, boolean withSignature) {
        return d -> {
            Element original = withSignature ? copy(d) : copyWithoutSignature(d);
            original.setAttributeNS("urn:marker", "m:Original", "");
            hide.accept(original);
            Attack.lie(d);
            original.removeAttributeNS("urn:marker", "Original");
        };
    }

    private static Consumer<Document> wrapped(java.util.function.BiConsumer<Document, Element> hide) {
        return d -> wrapped(original -> hide.accept(d, original), true).accept(d);
    }

    @Test
    void X01_the_original_below_the_signature_of_a_forged_certificate_is_refused() {
        Consumer<Document> attack = wrapped((d, original) -> signature(d).appendChild(original));
        refused(changed(attack), FORMAT_FAILURE, "closed-profile");
        refused(changed(attack), FORMAT_FAILURE, "signature-slot");
    }

    @Test
    void X02_the_original_beside_the_signature_of_a_forged_certificate_is_refused() {
        Consumer<Document> attack = wrapped((d, original) -> slot(d).insertBefore(original, signature(d)));
        refused(changed(attack), FORMAT_FAILURE, "signature-slot");
        Consumer<Document> unsigned =
                d -> wrapped(o -> slot(d).appendChild(o), false).accept(d);
        refused(changed(unsigned), HASH_FAILURE, "reference-digest");
    }

    @Test
    void X03_a_forged_certificate_before_the_original_is_refused() {
        refused(
                changed(d -> {
                    Element root = d.getDocumentElement();
                    Element around = (Element) root.cloneNode(false);
                    d.replaceChild(around, root);
                    around.appendChild(root);
                    Element forged = (Element) root.cloneNode(true);
                    remove(forged.getElementsByTagNameNS(Attack.DS, "Signature").item(0));
                    around.insertBefore(forged, root);
                    Attack.lie(d);
                }),
                FORMAT_FAILURE,
                "signature-slot");
    }

    @Test
    void X04_the_original_as_a_child_of_a_forged_certificate_is_refused() {
        refused(
                changed(d -> {
                    Element root = d.getDocumentElement();
                    Element forged = (Element) root.cloneNode(true);
                    remove(forged.getElementsByTagNameNS(Attack.DS, "Signature").item(0));
                    d.replaceChild(forged, root);
                    Attack.lie(d);
                    forged.appendChild(root);
                }),
                FORMAT_FAILURE,
                "signature-slot");
    }

    @Test
    void X05_a_forged_certificate_with_the_signature_and_the_original_behind_it_is_refused() {
        Consumer<Document> attack =
                d -> wrapped(original -> d.getDocumentElement().appendChild(original), false)
                        .accept(d);
        refused(changed(attack), HASH_FAILURE, "reference-digest");
    }

    @Test
    void X06_the_original_inside_the_signature_of_a_forged_certificate_is_refused() {
        for (String part : List.of("SignedInfo", "SignatureValue", "KeyInfo", "X509Data", "Transforms")) {
            Consumer<Document> attack = d ->
                    wrapped(o -> Forger.element(d, part).appendChild(o), false).accept(d);
            refused(changed(attack), FORMAT_FAILURE, "signature-structure");
        }
    }

    @Test
    void X07_a_copy_with_the_same_identifier_in_an_extension_is_refused() {
        Consumer<Document> attack = d -> {
            Element extensions = (Element)
                    d.getElementsByTagNameNS(Attack.EXT, "UBLExtensions").item(0);
            Element extension =
                    (Element) extensions.getFirstChild().getNextSibling().cloneNode(false);
            Element properties = (Element) xades(d, "SignedProperties").cloneNode(true);
            properties.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:xades", Attack.XADES);
            properties.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:ds", Attack.DS);
            extensions.appendChild(extension).appendChild(properties);
        };
        refused(changed(attack), FORMAT_FAILURE, "closed-profile");
        refused(resigned(attack), FORMAT_FAILURE, "closed-profile");
    }

    @Test
    void X08_the_original_in_an_object_of_the_signature_is_refused() {
        Consumer<Document> inside = d ->
                wrapped(o -> Forger.element(d, "Object").appendChild(o), false).accept(d);
        Consumer<Document> another = d -> wrapped(
                        o -> signature(d)
                                .appendChild(d.createElementNS(Attack.DS, "ds:Object"))
                                .appendChild(o),
                        false)
                .accept(d);
        for (Consumer<Document> attack : List.of(inside, another)) {
            refused(changed(attack), FORMAT_FAILURE, "signature-structure");
            refused(resigned(attack), FORMAT_FAILURE, "signature-structure");
        }
    }

    @Test
    void X09_a_second_signed_info_is_refused() {
        Consumer<Document> behind = d -> signature(d)
                .insertBefore(Forger.element(d, "SignedInfo").cloneNode(true), Forger.element(d, "SignatureValue"));
        Consumer<Document> hidden = d -> Forger.element(d, "Object")
                .appendChild(Forger.element(d, "SignedInfo").cloneNode(true));
        refused(changed(behind), FORMAT_FAILURE, "signature-structure");
        refused(changed(hidden), FORMAT_FAILURE, "signature-structure");
    }

    @Test
    void X10_one_identifier_on_two_elements_is_refused_in_whatever_attribute() {
        for (String attribute : List.of("Id", "ID", "id", "xml:id")) {
            Consumer<Document> attack = d -> {
                String id = xades(d, "SignedProperties").getAttribute("Id");
                Element party =
                        (Element) d.getElementsByTagNameNS("*", "ExporterParty").item(0);
                if (attribute.startsWith("xml:")) {
                    party.setAttributeNS("http://www.w3.org/XML/1998/namespace", attribute, id);
                } else {
                    party.setAttribute(attribute, id);
                }
            };
            refused(changed(attack), FORMAT_FAILURE, "closed-profile");
            refused(resigned(attack), FORMAT_FAILURE, "closed-profile");
        }
    }

    @Test
    void X11_an_identifier_in_another_attribute_than_the_schema_says_is_refused() {
        for (String name : List.of("ID", "id", "xml:id", "evil:Id", "wsu:Id")) {
            Consumer<Document> attack = d -> {
                Element properties = xades(d, "SignedProperties");
                String id = properties.getAttribute("Id");
                properties.removeAttribute("Id");
                if (name.startsWith("xml:")) {
                    properties.setAttributeNS("http://www.w3.org/XML/1998/namespace", name, id);
                } else if (name.contains(":")) {
                    properties.setAttributeNS("urn:evil", name, id);
                    properties.setAttributeNS(
                            "http://www.w3.org/2000/xmlns/",
                            "xmlns:" + name.substring(0, name.indexOf(':')),
                            "urn:evil");
                } else {
                    properties.setAttribute(name, id);
                }
            };
            refused(changed(attack), FORMAT_FAILURE, "signature-structure");
        }
    }

    @Test
    void X12_other_signed_properties_than_those_of_the_signature_are_not_believed() {
        // A second set at another place, to which the reference leads, with the true one as bait and the reverse.
        Consumer<Document> second = d -> {
            Element fake = (Element) xades(d, "QualifyingProperties").cloneNode(true);
            Element time = (Element)
                    fake.getElementsByTagNameNS(Attack.XADES, "SigningTime").item(0);
            time.setTextContent("2020-01-01T00:00:00Z");
            ((Element) fake.getFirstChild()).setAttribute("Id", "fake");
            Forger.element(d, "Object").appendChild(fake);
        };
        refused(changed(second), FORMAT_FAILURE, "signature-structure");
        Consumer<Document> replaced = d -> xades(d, "SignedProperties").setAttribute("Id", "fake");
        refused(changed(replaced), FORMAT_FAILURE, "signed-properties");
        Consumer<Document> untyped = d -> reference(d, 1).setAttribute("Type", "urn:other");
        refused(changed(untyped), FORMAT_FAILURE, "signed-properties");
    }

    @Test
    void X13_signed_properties_without_a_reference_to_them_are_refused() {
        refused(changed(d -> remove(reference(d, 1))), FORMAT_FAILURE, "signed-properties");
        refused(resigned(d -> remove(reference(d, 1))), FORMAT_FAILURE, "signed-properties");
    }

    @Test
    void X14_a_signature_over_a_manifest_rather_than_over_the_certificate_is_refused() {
        Consumer<Document> attack = d -> {
            Element object = d.createElementNS(Attack.DS, "ds:Object");
            Element manifest = d.createElementNS(Attack.DS, "ds:Manifest");
            manifest.setAttribute("Id", "manifest");
            manifest.appendChild(reference(d, 0).cloneNode(true));
            object.appendChild(manifest);
            signature(d).appendChild(object);
            Element reference = reference(d, 0);
            reference.setAttribute("URI", "#manifest");
            reference.setAttribute("Type", "http://www.w3.org/2000/09/xmldsig#Manifest");
            remove(reference.getFirstChild().getFirstChild());
        };
        refused(changed(attack), FORMAT_FAILURE, "signature-structure");
        refused(resigned(attack), FORMAT_FAILURE, "signature-structure");
        // Nor one that has taken the place of the properties.
        refused(
                changed(d -> {
                    attack.accept(d);
                    remove(Forger.element(d, "Object"));
                }),
                FORMAT_FAILURE,
                "signature-structure");
    }

    @Test
    void X15_a_signature_over_a_part_of_the_certificate_is_refused_even_if_it_verifies() {
        refused(
                resigned(d -> {
                    Element party = (Element)
                            d.getElementsByTagNameNS("*", "ExporterParty").item(0);
                    party.setAttribute("Id", "part");
                    reference(d, 0).setAttribute("URI", "#part");
                    remove(reference(d, 0).getFirstChild().getFirstChild());
                }),
                SIG_CONSTRAINTS_FAILURE,
                "coverage");
    }

    @Test
    void X16_a_signature_over_nothing_is_refused() {
        refused(changed(d -> remove(signature(d))), FORMAT_FAILURE, "signature-slot");
        refused(
                changed(d -> {
                    remove(reference(d, 1));
                    remove(reference(d, 0));
                }),
                FORMAT_FAILURE,
                "signature-structure");
    }

    @Test
    void X17_the_enveloped_transform_stands_once_and_removes_no_other_signature() {
        Consumer<Document> twice = d -> {
            Element transform = (Element) reference(d, 0).getFirstChild().getFirstChild();
            transform.getParentNode().insertBefore(transform.cloneNode(true), transform);
        };
        Consumer<Document> none = d -> remove(reference(d, 0).getFirstChild().getFirstChild());
        for (Consumer<Document> attack : List.of(twice, none)) {
            refused(changed(attack), SIG_CONSTRAINTS_FAILURE, "coverage");
            refused(resigned(attack), SIG_CONSTRAINTS_FAILURE, "coverage");
        }
        Consumer<Document> second = d -> {
            Element other = (Element) signature(d).cloneNode(true);
            other.setAttribute("Id", "other");
            d.getDocumentElement().appendChild(other);
        };
        refused(changed(second), FORMAT_FAILURE, "signature-slot");
    }

    @Test
    void X18_data_that_only_the_application_knows_are_refused() {
        refused(changed(d -> reference(d, 0).removeAttribute("URI")), FORMAT_FAILURE, "signature-structure");
    }

    @Test
    void X19_pointers_into_the_document_are_refused() {
        for (String pointer :
                List.of("#xpointer(/)", "#xpointer(id('x'))", "#xpointer(//*)", "#element(/1)", "#", "#a b")) {
            refused(changed(d -> reference(d, 0).setAttribute("URI", pointer)), SIG_CONSTRAINTS_FAILURE, "coverage");
        }
    }

    @Test
    void X20_a_reference_out_of_the_document_is_refused_and_nothing_is_opened(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("x.xml"), "<a/>");
        try (java.net.ServerSocket server =
                new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            for (String uri : List.of(
                    "http://127.0.0.1:" + server.getLocalPort() + "/x",
                    "ftp://127.0.0.1:" + server.getLocalPort() + "/x",
                    "jar:http://127.0.0.1:" + server.getLocalPort() + "/x!/y",
                    file.toUri().toString(),
                    file.toString())) {
                Judgement judgement = changed(d -> reference(d, 0).setAttribute("URI", uri));
                refused(judgement, SIG_CONSTRAINTS_FAILURE, "coverage");
                refused(judgement, SIGNED_DATA_NOT_FOUND, "reference-digest");
            }
            server.setSoTimeout(1);
            org.assertj.core.api.Assertions.assertThatThrownBy(server::accept)
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    /** With this transform in place of the first one. */
    private static Consumer<Document> transform(String algorithm, String parameter) {
        return d -> {
            Element transform = (Element) reference(d, 0).getFirstChild().getFirstChild();
            transform.setAttribute("Algorithm", algorithm);
            if (!parameter.isEmpty()) {
                transform.appendChild(d.createElementNS(Attack.DS, "ds:XPath")).setTextContent(parameter);
            }
        };
    }

    @Test
    void X21_expressions_that_select_are_refused_and_not_run() {
        String xpath = "http://www.w3.org/TR/1999/REC-xpath-19991116";
        String filter = "http://www.w3.org/2002/06/xmldsig-filter2";
        refused(changed(transform(xpath, "")), SIG_CONSTRAINTS_FAILURE, "coverage");
        refused(changed(transform(filter, "")), SIG_CONSTRAINTS_FAILURE, "coverage");
        for (String expression :
                List.of("false()", "not(ancestor-or-self::ds:Signature)", "count(//*//*//*//*//*) > 0")) {
            refused(changed(transform(xpath, expression)), FORMAT_FAILURE, "signature-structure");
            refused(changed(transform(filter, expression)), FORMAT_FAILURE, "signature-structure");
        }
    }

    @Test
    void X22_a_stylesheet_is_refused_and_not_run(@TempDir Path folder) {
        Path written = folder.resolve("written");
        String xslt = "http://www.w3.org/TR/1999/REC-xslt-19991116";
        Consumer<Document> attack = d -> {
            transform(xslt, "").accept(d);
            Element style = d.createElementNS("http://www.w3.org/1999/XSL/Transform", "xsl:stylesheet");
            style.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:xsl", "http://www.w3.org/1999/XSL/Transform");
            style.setAttributeNS(
                    "http://www.w3.org/2000/xmlns/", "xmlns:redirect", "http://xml.apache.org/xalan/redirect");
            Element template = d.createElementNS("http://www.w3.org/1999/XSL/Transform", "xsl:template");
            Element document = d.createElementNS("http://xml.apache.org/xalan/redirect", "redirect:write");
            document.setAttribute("file", written.toString());
            reference(d, 0)
                    .getFirstChild()
                    .getFirstChild()
                    .appendChild(style)
                    .appendChild(template)
                    .appendChild(document);
        };
        refused(changed(attack), FORMAT_FAILURE, "signature-structure");
        refused(changed(transform(xslt, "")), SIG_CONSTRAINTS_FAILURE, "coverage");
        assertThat(written).doesNotExist();
    }

    @Test
    void X23_transforms_that_decode_or_decrypt_and_many_references_are_refused() {
        for (String algorithm : List.of(
                "http://www.w3.org/2000/09/xmldsig#base64",
                "http://www.w3.org/2002/07/decrypt#XML",
                "http://www.w3.org/2002/07/decrypt#Binary")) {
            refused(changed(transform(algorithm, "")), SIG_CONSTRAINTS_FAILURE, "coverage");
        }
        refused(
                changed(d -> {
                    for (int i = 0; i < 100; i++) {
                        Forger.element(d, "SignedInfo")
                                .appendChild(reference(d, 0).cloneNode(true));
                    }
                }),
                FORMAT_FAILURE,
                "signature-structure");
    }

    @Test
    void X24_references_and_keys_that_lead_in_a_circle_are_refused() {
        Consumer<Document> itself =
                d -> reference(d, 0).setAttribute("URI", "#" + signature(d).getAttribute("Id"));
        refused(changed(itself), SIG_CONSTRAINTS_FAILURE, "coverage");
        for (String name : List.of("RetrievalMethod", "KeyInfoReference", "EncryptedKey")) {
            Consumer<Document> loop = d -> {
                Element info = Forger.element(d, "KeyInfo");
                info.setAttribute("Id", "key");
                Element method = d.createElementNS(Attack.DS, "ds:" + name);
                method.setAttribute("URI", "#key");
                info.appendChild(method);
            };
            refused(changed(loop), FORMAT_FAILURE, "signature-structure");
        }
    }

    @Test
    void X25_canonical_forms_outside_the_list_are_refused_for_signed_info_and_for_references() {
        for (String form : List.of(
                "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
                "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
                "http://www.w3.org/2006/12/xml-c14n11",
                "urn:unknown")) {
            refused(
                    changed(d -> Forger.element(d, "CanonicalizationMethod").setAttribute("Algorithm", form)),
                    FORMAT_FAILURE,
                    "signature-structure");
            refused(
                    changed(d ->
                            ((Element) reference(d, 0).getFirstChild().getLastChild()).setAttribute("Algorithm", form)),
                    SIG_CONSTRAINTS_FAILURE,
                    "coverage");
        }
        Consumer<Document> prefixes = d -> {
            Element list = d.createElementNS("http://www.w3.org/2001/10/xml-exc-c14n#", "ec:InclusiveNamespaces");
            list.setAttribute("PrefixList", "cbc #default");
            list.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:ec", "http://www.w3.org/2001/10/xml-exc-c14n#");
            Forger.element(d, "CanonicalizationMethod").appendChild(list);
        };
        refused(changed(prefixes), FORMAT_FAILURE, "signature-structure");
        refused(resigned(prefixes), FORMAT_FAILURE, "signature-structure");
    }

    @Test
    void X26_what_has_no_canonical_form_is_refused() {
        refused(replaced("<cbc:ID>", "<cbc:ID xmlns:r=\"relative\">"), FORMAT_FAILURE, "closed-profile");
        refused(replaced("<cbc:ID>", "<cbc:ID xmlns:r=\"../x\">"), FORMAT_FAILURE, "closed-profile");
        showsNothingForged(replaced("xmlns:cac=\"urn:oasis", "xmlns:cac=\"http://[::x\" xmlns:cax=\"urn:oasis"));
        // The digest of no bytes at all.
        refused(
                changed(d -> Forger.element(d, "DigestValue")
                        .setTextContent("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")),
                HASH_FAILURE,
                "reference-digest");
    }

    @Test
    void X27_the_certificate_is_read_from_the_digested_bytes_by_the_one_parser() {
        // What parsers differ about: here each is either refused or the same for signature and reader.
        for (String odd : List.of("<cbc:ID><![CDATA[", "<cbc:ID>&#x58;", "<cbc:ID>&lt;!--", "<cbc:ID>]]&gt;")) {
            showsNothingForged(replaced("<cbc:ID>", odd));
        }
        harmless(replaced("<cbc:ID>XA", "<cbc:ID>&#x58;A"));
        Judgement judgement = replaced("<cbc:ID>XA", "<cbc:ID><![CDATA[X]]>A");
        harmless(judgement);
        assertThat(new String(
                        judgement.seal().orElseThrow().content().orElseThrow().bytes(), StandardCharsets.UTF_8))
                .doesNotContain("CDATA");
    }

    @Test
    void X28_what_is_shown_does_not_go_through_a_second_reading() {
        Judgement judgement = judge(Attack.SEALED);
        byte[] content = judgement.seal().orElseThrow().content().orElseThrow().bytes();
        java.util.Arrays.fill(content, (byte) 'x');
        assertThat(judgement.verified().orElseThrow().certificate()).isEqualTo(Attack.ORIGINAL);
        assertThat(judgement.seal().orElseThrow().content().orElseThrow().bytes())
                .isNotEqualTo(content);
        // Markup that a writer would have to escape comes back as text.
        refused(replaced("<cbc:ID>XA", "<cbc:ID>&lt;cbc:ID>XA"), HASH_FAILURE, "reference-digest");
    }

    @Test
    void X29_data_outside_of_the_document_are_no_certificate() {
        refused(resignedDetached("certificate.xml"), SIG_CONSTRAINTS_FAILURE, "coverage");
        refused(resignedDetached("certificate.xml"), SIGNED_DATA_NOT_FOUND, "reference-digest");
    }

    private static Judgement resignedDetached(String uri) {
        byte[] honest = Forger.resigned(Attack.SEALED, Fixture.EC.key(), d -> {});
        return judge(Forger.changed(honest, d -> reference(d, 0).setAttribute("URI", uri)));
    }

    @Test
    void X30_what_no_reference_covers_has_no_room_in_a_sealed_certificate() {
        refused(judge(Attack.text() + "<!-- approved -->"), FORMAT_FAILURE, "closed-profile");
        refused(judge(Attack.text() + "<?approved?>"), FORMAT_FAILURE, "closed-profile");
        refused(judge(Attack.text() + "<CertificateOfOrigin/>"), FORMAT_FAILURE, "document");
        refused(changed(d -> signature(d).setAttribute("approved", "yes")), FORMAT_FAILURE, "signature-structure");
        refused(
                changed(d -> Forger.element(d, "KeyInfo").setAttribute("Id", "yes")),
                FORMAT_FAILURE,
                "signature-structure");
        refused(
                changed(d -> d.insertBefore(
                        d.createProcessingInstruction("xml-stylesheet", "href='x'"), d.getDocumentElement())),
                FORMAT_FAILURE,
                "closed-profile");
    }

    @Test
    void X30_a_signature_that_was_moved_before_what_stands_before_it_is_refused() {
        refused(
                changed(d -> slot(d).insertBefore(signature(d), slot(d).getFirstChild())),
                FORMAT_FAILURE,
                "signature-slot");
        harmless(changed(d -> slot(d).appendChild(d.createTextNode(""))));
    }

    @Test
    void M01_a_comment_in_a_value_is_refused() {
        refused(replaced("XA-2026", "XA-<!-- -->2026"), FORMAT_FAILURE, "closed-profile");
    }

    @Test
    void M02_a_comment_in_a_digest_or_signature_value_is_refused() {
        for (String element : List.of("DigestValue", "SignatureValue", "X509Certificate")) {
            refused(
                    changed(d -> Forger.element(d, element).appendChild(d.createComment("x"))),
                    FORMAT_FAILURE,
                    "signature-structure");
        }
    }

    @Test
    void M03_instructions_that_change_what_is_seen_are_refused() {
        refused(replaced("<cbc:ID>", "<cbc:ID><?hide?>"), FORMAT_FAILURE, "closed-profile");
        refused(
                replaced("<CertificateOfOrigin", "<?xml-stylesheet href='x.xsl' type='text/xsl'?><CertificateOfOrigin"),
                FORMAT_FAILURE,
                "closed-profile");
    }

    @Test
    void M04_types_and_schemas_of_the_documents_own_choice_are_refused() {
        String xsi = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" ";
        for (String attribute : List.of(
                "xsi:type=\"cbc:Other\"", "xsi:nil=\"true\"", "xsi:schemaLocation=\"urn:x http://127.0.0.1:1/x\"")) {
            refused(replaced("<cbc:ID>", "<cbc:ID" + xsi + attribute + ">"), HASH_FAILURE, "reference-digest");
            Consumer<Document> signed = d -> Attack.first(d, "ID")
                    .setAttributeNS(
                            "http://www.w3.org/2001/XMLSchema-instance",
                            attribute.substring(0, attribute.indexOf('=')),
                            "true");
            showsNothingForged(resigned(d -> {
                d.getDocumentElement()
                        .setAttributeNS(
                                "http://www.w3.org/2000/xmlns/",
                                "xmlns:xsi",
                                "http://www.w3.org/2001/XMLSchema-instance");
                signed.accept(d);
            }));
        }
    }

    @Test
    void M05_attributes_by_default_are_refused_with_their_DOCTYPE() {
        String doctype = "<!DOCTYPE CertificateOfOrigin [<!ATTLIST cbc:GrossWeightMeasure unitCode CDATA 'TNE'>]>";
        refused(replaced("<CertificateOfOrigin", doctype + "<CertificateOfOrigin"), FORMAT_FAILURE, "document");
    }

    @Test
    void M06_white_space_in_a_value_breaks_the_digest_and_line_ends_of_the_file_do_not() {
        refused(replaced("<cbc:ID>XA", "<cbc:ID> XA"), HASH_FAILURE, "reference-digest");
        refused(replaced("<cbc:ID>XA", "<cbc:ID>\tXA"), HASH_FAILURE, "reference-digest");
        harmless(judge(Attack.text().replace("\n", "\r\n")));
    }

    @Test
    void M07_names_in_other_namespaces_and_rebound_prefixes_are_not_those_of_the_profile() {
        refused(replaced("<cbc:ID>", "<cbc:ID xmlns:cbc=\"urn:other\">"), HASH_FAILURE, "reference-digest");
        for (String namespace : List.of("urn:other", "")) {
            Judgement twin = resigned(d -> {
                Element id = Attack.first(d, "IssueDate");
                Element other = namespace.isEmpty()
                        ? d.createElement("IssueDate")
                        : d.createElementNS(namespace, "x:IssueDate");
                if (namespace.isEmpty()) {
                    other.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns", "");
                }
                other.setTextContent("2020-01-01");
                id.getParentNode().insertBefore(other, id);
            });
            showsNothingForged(twin);
        }
        harmless(replaced("<cbc:ID>", "<cbc:ID xmlns:unused=\"urn:unused\">"));
    }

    @Test
    void M08_one_attribute_twice_is_refused_however_it_is_written() {
        refused(replaced(" URI=\"\"", " URI=\"\" URI=\"\""), FORMAT_FAILURE, "document");
        refused(
                replaced("<cbc:ID>", "<cbc:ID xmlns:a=\"urn:x\" xmlns:b=\"urn:x\" a:schemeID=\"1\" b:schemeID=\"2\">"),
                FORMAT_FAILURE,
                "document");
        refused(
                changed(d -> {
                    signature(d).setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:x", "urn:x");
                    signature(d).setAttributeNS("urn:x", "x:Id", "other");
                }),
                FORMAT_FAILURE,
                "signature-structure");
    }

    @Test
    void M09_another_spelling_in_Unicode_breaks_the_digest() {
        String name = "Harbour &amp; Hill";
        for (String spelling :
                List.of("H\u0430rbour &amp; Hill", "Harbour\u200B &amp; Hill", "\u202EHarbour &amp; Hill")) {
            refused(replaced(name, spelling), HASH_FAILURE, "reference-digest");
        }
        // Composed and decomposed are two texts: nothing is normalised before it is digested.
        refused(replaced(name, "Harbo\u0308ur &amp; Hill"), HASH_FAILURE, "reference-digest");
    }

    @Test
    void M10_numbers_and_dates_in_a_second_spelling_are_refused_even_if_they_were_signed() {
        for (String spelling : List.of("1e3", "+1000", "01000", "1,000", "1000.")) {
            showsNothingForged(
                    resigned(d -> Attack.first(d, "GrossWeightMeasure").setTextContent(spelling)));
        }
        for (String date : List.of("2026-10-02Z", "0000-10-02", "10000-10-02", "2026-02-30", "02.10.2026")) {
            showsNothingForged(resigned(d -> Attack.first(d, "IssueDate").setTextContent(date)));
        }
        for (String time : List.of("2026-11-24T24:00:00Z", "2026-11-24T08:00:00", "2026-11-24T07:59:60Z")) {
            showsNothingForged(resigned(d -> xades(d, "SigningTime").setTextContent(time)));
        }
    }

    @Test
    void M11_bytes_in_another_encoding_are_refused() {
        String xml = Attack.text();
        for (String encoding : List.of("UTF-16", "UTF-16LE", "UTF-32", "ISO-8859-1", "IBM037")) {
            byte[] file = xml.replace("UTF-8", encoding).getBytes(java.nio.charset.Charset.forName(encoding));
            showsNothingForged(judge(file));
        }
        byte[] overlong = xml.replace("XA-2026", "X\u0001-2026").getBytes(StandardCharsets.ISO_8859_1);
        refused(judge(overlong), FORMAT_FAILURE, "document");
        for (byte[] wrong :
                new byte[][] {{(byte) 0xC0, (byte) 0x80}, {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, {0}, {(byte) 0xFF}
                }) {
            String marked = new String(wrong, StandardCharsets.ISO_8859_1);
            byte[] file = xml.replace("XA-2026", marked).getBytes(StandardCharsets.ISO_8859_1);
            refused(judge(file), FORMAT_FAILURE, "document");
        }
        refused(judge("\uFEFF" + xml), FORMAT_FAILURE, "closed-profile");
    }

    @Test
    void M12_XML_1_1_is_refused() {
        refused(replaced("version=\"1.0\"", "version=\"1.1\""), FORMAT_FAILURE, "closed-profile");
        refused(replaced("<cbc:ID>", "<cbc:ID>&#x1;"), FORMAT_FAILURE, "document");
    }

    @Test
    void M13_other_spellings_of_the_same_characters_change_nothing() {
        harmless(replaced("<cbc:ID>XA", "<cbc:ID>&#88;&#x41;"));
        harmless(replaced("<cbc:ID>XA", "<cbc:ID><![CDATA[XA]]>"));
    }

    @Test
    void M14_something_embedded_is_no_part_of_the_profile_and_not_opened() {
        Judgement judgement = resigned(d -> {
            String cac = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
            Element document = d.createElementNS(cac, "cac:AdditionalDocumentReference");
            Element attachment = d.createElementNS(cac, "cac:Attachment");
            Element binary = d.createElementNS(Attack.CBC, "cbc:EmbeddedDocumentBinaryObject");
            binary.setAttribute("mimeCode", "application/pdf");
            binary.setTextContent("JVBERi0xLjQK");
            document.appendChild(attachment).appendChild(binary);
            d.getDocumentElement().appendChild(document);
        });
        refused(judgement, FORMAT_FAILURE, "certificate-profile");
    }

    @Test
    void M15_a_second_language_beside_the_first_is_no_part_of_the_profile() {
        Judgement judgement = resigned(d -> {
            Element description = Attack.first(d, "Description");
            Element second = (Element) description.cloneNode(true);
            second.setAttribute("languageID", "fr");
            second.setTextContent("autre chose");
            description.getParentNode().insertBefore(second, description.getNextSibling());
        });
        refused(judgement, FORMAT_FAILURE, "certificate-profile");
    }

    @Test
    void P01_an_external_entity_is_refused_with_its_DOCTYPE_and_not_opened(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        String doctype = "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>";
        Judgement judgement = replaced("<CertificateOfOrigin", doctype + "<CertificateOfOrigin");
        refused(judgement, FORMAT_FAILURE, "document");
        assertThat(JsonReport.render("f", judgement)).doesNotContain("secret\"");
        refused(replaced("<cbc:ID>", "<cbc:ID>&x;"), FORMAT_FAILURE, "document");
    }

    @Test
    void P02_a_parameter_entity_is_refused_and_nobody_is_asked() throws Exception {
        try (java.net.ServerSocket server =
                new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + server.getLocalPort() + "/x";
            for (String doctype : List.of(
                    "<!DOCTYPE a [<!ENTITY % x SYSTEM \"" + address + "\"> %x;]>",
                    "<!DOCTYPE a SYSTEM \"" + address + "\">",
                    "<!DOCTYPE a PUBLIC \"x\" \"" + address + "\">")) {
                refused(replaced("<CertificateOfOrigin", doctype + "<CertificateOfOrigin"), FORMAT_FAILURE, "document");
            }
            server.setSoTimeout(1);
            org.assertj.core.api.Assertions.assertThatThrownBy(server::accept)
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void P03_entities_that_multiply_are_refused_before_they_do() {
        StringBuilder doctype = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 'x'>");
        for (int i = 1; i < 30; i++) {
            doctype.append("<!ENTITY e")
                    .append(i)
                    .append(" '")
                    .append(("&e" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        doctype.append("]>");
        refused(replaced("<CertificateOfOrigin", doctype + "<CertificateOfOrigin"), FORMAT_FAILURE, "document");
    }

    @Test
    void P04_an_inclusion_is_an_element_like_any_other_and_nothing_is_included(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "included-from-outside");
        Consumer<Document> attack = d -> {
            Element include = d.createElementNS("http://www.w3.org/2001/XInclude", "xi:include");
            include.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:xi", "http://www.w3.org/2001/XInclude");
            include.setAttribute("href", secret.toUri().toString());
            include.setAttribute("parse", "text");
            Attack.first(d, "ID").appendChild(include);
        };
        refused(changed(attack), HASH_FAILURE, "reference-digest");
        Judgement signed = resigned(attack);
        refused(signed, FORMAT_FAILURE, "certificate-profile");
        assertThat(JsonReport.render("f", signed)).doesNotContain("included-from-outside");
    }

    private static void tooMuch(Judgement judgement) {
        showsNothingForged(judgement);
        assertThat(judgement.verdict().subIndication()).contains(SubIndication.RESOURCE_LIMIT);
    }

    @Test
    void P05_deep_nesting_is_more_than_can_be_judged() {
        tooMuch(replaced("<cbc:ID>", "<cbc:ID>" + "<a>".repeat(5_000) + "</a>".repeat(5_000)));
        tooMuch(judge("<a>".repeat(100_000)));
    }

    @Test
    void P06_more_attributes_or_longer_texts_than_any_certificate_has_are_more_than_can_be_judged() {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            attributes.append(" a").append(i).append("=\"\"");
        }
        tooMuch(replaced("<cbc:ID>", "<cbc:ID" + attributes + ">"));
        tooMuch(replaced("<cbc:ID>", "<cbc:ID>" + "x".repeat((1 << 20) + 1)));
    }

    @Test
    void P07_names_with_one_hash_are_more_than_can_be_judged() {
        // "Aa" and "BB" have the same hash, and so has every word of them.
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 128; i++) {
            attributes.append(' ');
            for (int bit = 0; bit < 7; bit++) {
                attributes.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            attributes.append("=\"\"");
        }
        tooMuch(replaced("<cbc:ID>", "<cbc:ID" + attributes + ">"));
    }

    @Test
    void P08_what_a_parser_could_search_in_without_end_ends() {
        for (String hostile : List.of(
                "<a b='" + "&#x".repeat(20_000),
                "<!--" + "-".repeat(20_000),
                "<a " + "\n".repeat(20_000),
                "<?" + "?".repeat(20_000),
                "<![CDATA[" + "]".repeat(20_000))) {
            showsNothingForged(judge(hostile));
            showsNothingForged(judge(Attack.text().replace("<cbc:ID>", "<cbc:ID>" + hostile)));
        }
    }

    @Test
    void P09_arrays_of_SOAP_are_attributes_that_the_profile_does_not_know() {
        Consumer<Document> attack = d -> {
            String soap = "http://schemas.xmlsoap.org/soap/encoding/";
            Element root = d.getDocumentElement();
            root.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:soap", soap);
            Attack.first(d, "ID").setAttributeNS(soap, "soap:arrayType", "xs:string[2147483647]");
        };
        refused(changed(attack), HASH_FAILURE, "reference-digest");
        refused(resigned(attack), FORMAT_FAILURE, "certificate-profile");
    }

    @Test
    void P10_a_certificate_that_was_cut_off_is_refused() {
        for (int length = 0; length < Attack.SEALED.length; length += 499) {
            refused(judge(java.util.Arrays.copyOf(Attack.SEALED, length)), FORMAT_FAILURE, "document");
        }
    }

    @Test
    void E10_a_good_seal_hides_no_bad_one() {
        for (boolean first : new boolean[] {true, false}) {
            Judgement judgement = changed(d -> {
                Element second = (Element) signature(d).cloneNode(true);
                second.setAttribute("Id", "second");
                ((Element) second.getElementsByTagNameNS(Attack.XADES, "SignedProperties")
                                .item(0))
                        .setAttribute("Id", "second-properties");
                slot(d).insertBefore(second, first ? signature(d) : null);
            });
            refused(judgement, FORMAT_FAILURE, "signature-slot");
        }
    }
}
