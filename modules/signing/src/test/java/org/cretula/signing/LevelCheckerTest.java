package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.cretula.signing.LevelFinding.Answer;
import org.cretula.signing.LevelFinding.Demand;
import org.cretula.signing.internal.Names;
import org.cretula.signing.internal.form.Held;
import org.cretula.signing.internal.form.Row;
import org.cretula.signing.internal.form.Rule;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Forger;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestTsa;
import org.cretula.xml.XmlElement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Each line of the table and each additional requirement, with a signature that has it and one that does not. */
class LevelCheckerTest {

    private static final String V132 = Names.XADES;
    private static final String V141 = Names.XADES_141;
    private static final byte[] POLICY = "seal what you have checked".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    private static Document parsed = Fixture.parsed("<x/>".getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .document();
    private static LevelReport whole = new LevelReport(List.of());

    @BeforeAll
    static void sign() throws SigningRefusedException {
        SignatureRequest request = Fixture.enveloped()
                .policy(SignaturePolicy.of("urn:oid:1.2.3", POLICY).travelling(POLICY, "urn:test:text"))
                .commitment(Commitment.PROOF_OF_ORIGIN)
                .claimedRole("issuing body")
                .place(new ProductionPlace(
                        Optional.of("Port Amber"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("XA")));
        byte[] signed =
                new XadesSigner(Fixture.entry(Levelled.SIGNER), Levelled.PROVIDERS).sign(request, Levelled.SIGNED);
        byte[] archived = Levelled.augmenter(Levelled.STAMPED).augment(signed, SignatureLevel.B_LTA);
        parsed = Fixture.parsed(archived).document();
        whole = report(archived);
    }

    private static LevelReport report(byte[] signed) {
        return new LevelChecker()
                .check(new XmlElement(Forger.element(Fixture.parsed(signed).document(), "Signature")));
    }

    private static LevelReport changed(Consumer<Document> change) {
        Document copy = (Document) parsed.cloneNode(true);
        change.accept(copy);
        return new LevelChecker().check(new XmlElement(Forger.element(copy, "Signature")));
    }

    private static LevelFinding finding(LevelReport report, String item, String letter, Demand demand) {
        return report.findings().stream()
                .filter(f -> f.item().equals(item)
                        && f.letter().orElse("").equals(letter)
                        && (letter.isEmpty() || f.demands().containsValue(demand)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no finding of " + item + " " + letter));
    }

    /** A change, and the requirement that the signature does not have any more from this level on. */
    private record Case(
            String what, String item, String letter, Demand demand, SignatureLevel level, Consumer<Document> change) {
        @Override
        public String toString() {
            return (letter.isEmpty() ? item : letter + ") " + item) + ": " + what;
        }
    }

    private static Case presence(String what, String item, SignatureLevel level, Consumer<Document> change) {
        return new Case(what, item, "", Demand.SHALL, level, change);
    }

    private static Case shall(String letter, String item, SignatureLevel level, Consumer<Document> change) {
        return new Case("changed", item, letter, Demand.SHALL, level, change);
    }

    private static Case should(String letter, String item, SignatureLevel level, Consumer<Document> change) {
        return new Case("changed", item, letter, Demand.SHOULD, level, change);
    }

    private static Case may(String letter, String item, SignatureLevel level, Consumer<Document> change) {
        return new Case("changed", item, letter, Demand.MAY, level, change);
    }

    private static Element first(Document d, String namespace, String local) {
        return (Element) d.getElementsByTagNameNS(namespace, local).item(0);
    }

    private static Element add(Element parent, String namespace, String local) {
        Element added = parent.getOwnerDocument().createElementNS(namespace, "added:" + local);
        added.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:added", namespace);
        parent.appendChild(added);
        return added;
    }

    private static Consumer<Document> removed(String namespace, String local) {
        return d -> {
            Element e = first(d, namespace, local);
            e.getParentNode().removeChild(e);
        };
    }

    /** Once more, behind the first. */
    private static Consumer<Document> twice(String namespace, String local) {
        return d -> {
            Element e = first(d, namespace, local);
            e.getParentNode().appendChild(e.cloneNode(true));
        };
    }

    private static Consumer<Document> more(String parent, String namespace, String local) {
        return d -> add(first(d, V132, parent), namespace, local);
    }

    private static Consumer<Document> attribute(String namespace, String local, String name, String value) {
        return d -> first(d, namespace, local).setAttribute(name, value);
    }

    private static Consumer<Document> text(String namespace, String local, String value) {
        return d -> first(d, namespace, local).setTextContent(value);
    }

    private static Consumer<Document> last(String namespace, String local) {
        return d -> {
            Element e = first(d, namespace, local);
            Element parent = (Element) e.getParentNode();
            parent.appendChild(e);
        };
    }

    private static final String SIGNATURE = "SignedSignatureProperties";
    private static final String DATA = "SignedDataObjectProperties";
    private static final String UNSIGNED = "UnsignedSignatureProperties";

    static Stream<Case> lines() {
        return Stream.of(
                presence("removed", "ds:KeyInfo/ds:X509Data", SignatureLevel.B_B, removed(Names.DS, "X509Data")),
                presence("twice", "ds:KeyInfo/ds:X509Data", SignatureLevel.B_B, twice(Names.DS, "X509Data")),
                presence(
                        "removed",
                        "ds:SignedInfo/ds:CanonicalizationMethod",
                        SignatureLevel.B_B,
                        removed(Names.DS, "CanonicalizationMethod")),
                presence("removed", "ds:Reference", SignatureLevel.B_B, removed(Names.DS, "Reference")),
                presence("twice", "ds:Reference/ds:Transforms", SignatureLevel.B_B, twice(Names.DS, "Transforms")),
                presence("removed", "SigningTime", SignatureLevel.B_B, removed(V132, "SigningTime")),
                presence("twice", "SigningTime", SignatureLevel.B_B, twice(V132, "SigningTime")),
                presence("removed", "SigningCertificateV2", SignatureLevel.B_B, removed(V132, "SigningCertificateV2")),
                presence(
                        "added", "SigningCertificate", SignatureLevel.B_B, more(SIGNATURE, V132, "SigningCertificate")),
                presence(
                        "twice",
                        "DataObjectFormat/Description",
                        SignatureLevel.B_B,
                        more("DataObjectFormat", V132, "Description")
                                .andThen(more("DataObjectFormat", V132, "Description"))),
                presence(
                        "twice",
                        "DataObjectFormat/ObjectIdentifier",
                        SignatureLevel.B_B,
                        more("DataObjectFormat", V132, "ObjectIdentifier")
                                .andThen(more("DataObjectFormat", V132, "ObjectIdentifier"))),
                presence("removed", "DataObjectFormat/MimeType", SignatureLevel.B_B, removed(V132, "MimeType")),
                presence(
                        "twice",
                        "DataObjectFormat/Encoding",
                        SignatureLevel.B_B,
                        more("DataObjectFormat", V132, "Encoding").andThen(more("DataObjectFormat", V132, "Encoding"))),
                presence(
                        "removed",
                        "DataObjectFormat/@ObjectReference",
                        SignatureLevel.B_B,
                        d -> first(d, V132, "DataObjectFormat").removeAttribute("ObjectReference")),
                presence("added", "SignerRole", SignatureLevel.B_B, more(SIGNATURE, V132, "SignerRole")),
                presence("twice", "SignerRoleV2", SignatureLevel.B_B, twice(V132, "SignerRoleV2")),
                presence(
                        "twice",
                        "SignatureProductionPlaceV2",
                        SignatureLevel.B_B,
                        twice(V132, "SignatureProductionPlaceV2")),
                presence(
                        "added",
                        "SignatureProductionPlace",
                        SignatureLevel.B_B,
                        more(SIGNATURE, V132, "SignatureProductionPlace")),
                presence(
                        "twice",
                        "SignaturePolicyIdentifier",
                        SignatureLevel.B_B,
                        twice(V132, "SignaturePolicyIdentifier")),
                presence("twice", "SignaturePolicyStore", SignatureLevel.B_B, twice(V141, "SignaturePolicyStore")),
                presence("removed", "SignatureTimeStamp", SignatureLevel.B_T, removed(V132, "SignatureTimeStamp")),
                presence(
                        "twice",
                        "CertificateValues",
                        SignatureLevel.B_LT,
                        more(UNSIGNED, V132, "CertificateValues").andThen(more(UNSIGNED, V132, "CertificateValues"))),
                presence(
                        "twice",
                        "AttrAuthoritiesCertValues",
                        SignatureLevel.B_LT,
                        more(UNSIGNED, V132, "AttrAuthoritiesCertValues")
                                .andThen(more(UNSIGNED, V132, "AttrAuthoritiesCertValues"))),
                presence(
                        "twice",
                        "RevocationValues",
                        SignatureLevel.B_LT,
                        more(UNSIGNED, V132, "RevocationValues").andThen(more(UNSIGNED, V132, "RevocationValues"))),
                presence(
                        "twice",
                        "AttributeRevocationValues",
                        SignatureLevel.B_LT,
                        more(UNSIGNED, V132, "AttributeRevocationValues")
                                .andThen(more(UNSIGNED, V132, "AttributeRevocationValues"))),
                presence(
                        "added",
                        "CompleteCertificateRefsV2",
                        SignatureLevel.B_LT,
                        more(UNSIGNED, V141, "CompleteCertificateRefsV2")),
                presence(
                        "added",
                        "CompleteCertificateRefs",
                        SignatureLevel.B_B,
                        more(UNSIGNED, V132, "CompleteCertificateRefs")),
                presence(
                        "added",
                        "AttributeCertificateRefsV2",
                        SignatureLevel.B_LT,
                        more(UNSIGNED, V141, "AttributeCertificateRefsV2")),
                presence(
                        "added",
                        "AttributeCertificateRefs",
                        SignatureLevel.B_B,
                        more(UNSIGNED, V132, "AttributeCertificateRefs")),
                presence(
                        "added",
                        "CompleteRevocationRefs",
                        SignatureLevel.B_LT,
                        more(UNSIGNED, V132, "CompleteRevocationRefs")),
                presence(
                        "added",
                        "AttributeRevocationRefs",
                        SignatureLevel.B_LT,
                        more(UNSIGNED, V132, "AttributeRevocationRefs")),
                presence(
                        "added",
                        "SigAndRefsTimeStampV2",
                        SignatureLevel.B_LT,
                        more(UNSIGNED, V141, "SigAndRefsTimeStampV2")),
                presence(
                        "added",
                        "SigAndRefsTimeStamp",
                        SignatureLevel.B_B,
                        more(UNSIGNED, V132, "SigAndRefsTimeStamp")),
                presence(
                        "added",
                        "RefsOnlyTimeStampV2",
                        SignatureLevel.B_LT,
                        more(UNSIGNED, V141, "RefsOnlyTimeStampV2")),
                presence("added", "RefsOnlyTimeStamp", SignatureLevel.B_B, more(UNSIGNED, V132, "RefsOnlyTimeStamp")),
                presence(
                        "removed",
                        "service: validation data for time-stamps",
                        SignatureLevel.B_LT,
                        removed(V141, "TimeStampValidationData")),
                presence(
                        "removed", "ArchiveTimeStamp (1.4.1)", SignatureLevel.B_LTA, removed(V141, "ArchiveTimeStamp")),
                presence(
                        "added",
                        "ArchiveTimeStamp (1.3.2)",
                        SignatureLevel.B_B,
                        more(UNSIGNED, V132, "ArchiveTimeStamp")));
    }

    static Stream<Case> letters() {
        return Stream.of(
                shall(
                        "a",
                        "ds:KeyInfo/ds:X509Data",
                        SignatureLevel.B_B,
                        d -> first(d, Names.DS, "X509Certificate")
                                .setTextContent(Base64.getEncoder()
                                        .encodeToString(encoded(Fixture.ROOT.issue(Subject.named("Another")))))),
                shall(
                        "d",
                        "ds:SignedInfo/ds:CanonicalizationMethod",
                        SignatureLevel.B_B,
                        attribute(Names.DS, "CanonicalizationMethod", "Algorithm", "http://www.w3.org/2010/xml-c14n2")),
                should(
                        "e",
                        "ds:SignedInfo/ds:CanonicalizationMethod",
                        SignatureLevel.B_B,
                        attribute(
                                Names.DS,
                                "CanonicalizationMethod",
                                "Algorithm",
                                Names.EXCLUSIVE_C14N + "WithComments")),
                shall(
                        "f",
                        "ds:Reference/ds:Transforms",
                        SignatureLevel.B_B,
                        d -> add(first(d, Names.DS, "Transforms"), Names.DS, "Transform")
                                .setAttribute("Algorithm", "http://www.w3.org/2010/xml-c14n2")),
                should(
                        "f",
                        "ds:Reference/ds:Transforms",
                        SignatureLevel.B_B,
                        d -> add(first(d, Names.DS, "Transforms"), Names.DS, "Transform")
                                .setAttribute("Algorithm", Names.EXCLUSIVE_C14N + "WithComments")),
                should(
                        "g",
                        "ds:Reference/ds:Transforms",
                        SignatureLevel.B_B,
                        attribute(Names.DS, "Transform", "Algorithm", "urn:test:my-own")),
                shall("h", "SigningTime", SignatureLevel.B_B, text(V132, "SigningTime", "2026-11-24T08:00:00")),
                shall("h", "SigningTime", SignatureLevel.B_B, text(V132, "SigningTime", "yesterday")),
                shall(
                        "i",
                        "SigningCertificateV2",
                        SignatureLevel.B_B,
                        attribute(V132, "Cert", "URI", "http://x.example/c.crt")),
                should("j", "SigningCertificateV2", SignatureLevel.B_B, more("Cert", V132, "IssuerSerialV2")),
                shall("k", "DataObjectFormat", SignatureLevel.B_B, removed(V132, "DataObjectFormat")),
                shall("k", "DataObjectFormat", SignatureLevel.B_B, twice(V132, "DataObjectFormat")),
                shall("k", "DataObjectFormat", SignatureLevel.B_B, d -> {
                    Element format =
                            (Element) first(d, V132, "DataObjectFormat").cloneNode(true);
                    format.setAttribute("ObjectReference", "#nothing");
                    first(d, V132, DATA).appendChild(format);
                }),
                shall("l", "DataObjectFormat/@ObjectReference", SignatureLevel.B_B, removed(V132, "MimeType")),
                shall("m", "SignaturePolicyStore", SignatureLevel.B_B, removed(V132, "SigPolicyHash")),
                shall("n", "SignatureTimeStamp", SignatureLevel.B_T, twice(V132, "EncapsulatedTimeStamp")),
                shall(
                        "o",
                        "SignatureTimeStamp",
                        SignatureLevel.B_T,
                        text(
                                V132,
                                "EncapsulatedTimeStamp",
                                Base64.getEncoder()
                                        .encodeToString(TestTsa.by(Levelled.TSA)
                                                .at(Levelled.SIGNED.plus(java.time.Duration.ofDays(36_500)))
                                                .stamp(POLICY)))),
                shall("o", "SignatureTimeStamp", SignatureLevel.B_T, d -> {
                    TestCa ca = Levelled.CA;
                    Element lists =
                            add(add(first(d, V132, UNSIGNED), V141, "AnyValidationData"), V132, "RevocationValues");
                    add(add(lists, V132, "CRLValues"), V132, "EncapsulatedCRLValue")
                            .setTextContent(Base64.getEncoder()
                                    .encodeToString(ca.crl()
                                            .revoke(Levelled.SIGNER.certificate(), Levelled.SIGNED.minusSeconds(5), 1)
                                            .der()));
                }),
                may(
                        "p",
                        "CertificateValues",
                        SignatureLevel.B_LT,
                        d -> add(
                                        add(first(d, V132, UNSIGNED), V132, "CertificateValues"),
                                        V132,
                                        "EncapsulatedX509Certificate")
                                .setTextContent("AAAA")),
                should(
                        "q",
                        "CertificateValues",
                        SignatureLevel.B_LT,
                        d -> first(d, V132, "CertificateValues")
                                .appendChild(first(d, V132, "EncapsulatedX509Certificate")
                                        .cloneNode(true))),
                may("cc", "AnyValidationData", SignatureLevel.B_LT, more(UNSIGNED, V141, "AnyValidationData")),
                shall(
                        "r",
                        "AttrAuthoritiesCertValues",
                        SignatureLevel.B_LT,
                        more(UNSIGNED, V132, "AttrAuthoritiesCertValues")),
                shall(
                        "s",
                        "AttributeCertificateRefsV2",
                        SignatureLevel.B_B,
                        more(UNSIGNED, V132, "AttributeRevocationRefs")),
                may("t", "RevocationValues", SignatureLevel.B_LT, text(V132, "EncapsulatedCRLValue", "no base64!")),
                should(
                        "u",
                        "RevocationValues",
                        SignatureLevel.B_LT,
                        d -> add(first(d, Names.DS, "X509Data"), Names.DS, "X509CRL")),
                should("v", "RevocationValues", SignatureLevel.B_LT, twice(V132, "EncapsulatedCRLValue")),
                shall(
                        "w",
                        "AttributeRevocationValues",
                        SignatureLevel.B_LT,
                        more(UNSIGNED, V132, "AttributeRevocationValues")),
                shall(
                        "x",
                        "service: validation data for time-stamps",
                        SignatureLevel.B_LT,
                        removed(V141, "TimeStampValidationData")),
                should(
                        "y",
                        "service: validation data for time-stamps",
                        SignatureLevel.B_LT,
                        removed(V141, "TimeStampValidationData")),
                shall("aa", "ArchiveTimeStamp (1.4.1)", SignatureLevel.B_LTA, last(V132, "RevocationValues")),
                shall("aa", "ArchiveTimeStamp (1.4.1)", SignatureLevel.B_LTA, last(V141, "TimeStampValidationData")),
                should("bb", "RenewedDigestsV2", SignatureLevel.B_LTA, LevelCheckerTest::manifest),
                shall(
                        "",
                        "direct incorporation",
                        SignatureLevel.B_B,
                        attribute(V132, "QualifyingProperties", "Target", "#other")),
                shall(
                        "",
                        "direct incorporation",
                        SignatureLevel.B_B,
                        d -> add(Forger.element(d, "Object"), V132, "QualifyingPropertiesReference")
                                .setAttribute("URI", "elsewhere.xml")),
                shall(
                        "",
                        "direct incorporation",
                        SignatureLevel.B_B,
                        d -> add(Forger.element(d, "Object"), V132, "QualifyingProperties")),
                shall(
                        "",
                        "signed properties under the signature",
                        SignatureLevel.B_B,
                        attribute(V132, "SignedProperties", "Id", "moved")),
                shall(
                        "",
                        "no MD5",
                        SignatureLevel.B_B,
                        attribute(Names.DS, "DigestMethod", "Algorithm", "http://www.w3.org/2001/04/xmldsig-more#md5")),
                shall(
                        "",
                        "time-stamps of RFC 3161 only",
                        SignatureLevel.B_T,
                        more("SignatureTimeStamp", V132, "XMLTimeStamp")),
                shall(
                        "",
                        "time-stamps of RFC 3161 only",
                        SignatureLevel.B_T,
                        text(V132, "EncapsulatedTimeStamp", "AAAA")),
                shall("", "canonicalization of time-stamps", SignatureLevel.B_T, d -> {
                    Element stamp = first(d, V132, "SignatureTimeStamp");
                    stamp.removeChild(stamp.getElementsByTagNameNS(Names.DS, "CanonicalizationMethod")
                            .item(0));
                }),
                shall("", "the status of all certificates", SignatureLevel.B_LT, removed(V132, "RevocationValues")),
                shall(
                        "",
                        "all certificates that it takes",
                        SignatureLevel.B_LT,
                        text(Names.DS, "DigestValue", "AAAA").andThen(d -> {
                            Element digest = first(d, V132, "CertDigest");
                            digest.getElementsByTagNameNS(Names.DS, "DigestValue")
                                    .item(0)
                                    .setTextContent("AAAA");
                        })));
    }

    private static byte[] encoded(Credential credential) {
        try {
            return credential.certificate().getEncoded();
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }

    /** A manifest of something outside, signed and held by SHA-1 alone. */
    private static void manifest(Document d) {
        Element object = add(Forger.element(d, "Signature"), Names.DS, "Object");
        Element manifest = add(object, Names.DS, "Manifest");
        manifest.setAttribute("Id", "list");
        Element listed = add(manifest, Names.DS, "Reference");
        listed.setAttribute("URI", "invoice.pdf");
        add(listed, Names.DS, "DigestMethod").setAttribute("Algorithm", Names.DS + "sha1");
        add(first(d, Names.DS, "SignedInfo"), Names.DS, "Reference").setAttribute("URI", "#list");
    }

    @Test
    void our_own_signature_with_an_archive_time_stamp_has_every_binding_requirement() {
        LevelReport report = whole;
        assertThat(report.missing(SignatureLevel.B_LTA)).isEmpty();
        assertThat(report.level()).contains(SignatureLevel.B_LTA);
        assertThat(report.unfollowed(SignatureLevel.B_LTA)).isEmpty();
    }

    @Test
    void each_level_is_told_from_the_one_above_it() throws SigningRefusedException {
        for (SignatureLevel level : SignatureLevel.values()) {
            assertThat(report(Levelled.at(level)).level()).as(level.toString()).contains(level);
        }
    }

    @ParameterizedTest
    @MethodSource({"lines", "letters"})
    void a_signature_that_lacks_it_is_told_so_and_is_not_of_the_level(Case one) {
        LevelFinding before = finding(whole, one.item(), one.letter(), one.demand());
        LevelReport changed = changed(one.change());
        LevelFinding after = finding(changed, one.item(), one.letter(), one.demand());
        assertThat(before.answer(one.level()))
                .as(before.toString())
                .isPresent()
                .get()
                .isNotEqualTo(Answer.NOT_MET);
        assertThat(after.answer(one.level())).as(after.toString()).contains(Answer.NOT_MET);
        assertThat(after.explanation()).isNotEqualTo(before.explanation());
        assertThat(after.bars(one.level())).isEqualTo(one.demand() != Demand.SHOULD);
        assertThat(!after.bars(one.level())
                        || changed.level()
                                .filter(l -> l.compareTo(one.level()) >= 0)
                                .isEmpty())
                .isTrue();
    }

    @Test
    void every_line_that_can_be_broken_and_every_letter_is_broken_by_a_case() {
        Set<String> broken = new HashSet<>();
        lines().forEach(c -> broken.add(c.item()));
        letters().forEach(c -> broken.add(c.letter().isEmpty() ? c.item() : c.letter()));
        for (Rule rule : Rule.values()) {
            // More time-stamps of one authority are no fault.
            if (rule == Rule.Z || rule == Rule.B || rule == Rule.C) {
                continue;
            }
            assertThat(broken).contains(rule.letter().orElse(rule.item()));
        }
        Held held = new Held(new XmlElement(Forger.element(parsed, "Signature")));
        for (Row row : Row.values()) {
            LevelFinding line = row.finding(held);
            // Where any number may stand, none is too many; the lines of it can be broken by letters only.
            boolean any = line.allowed().orElse("").equals("at least 0");
            assertThat(any || broken.contains(line.item())).as(line.item()).isTrue();
        }
        assertThat(Row.values()).hasSize(46);
        assertThat(whole.findings()).hasSize(Row.values().length + Rule.values().length);
    }

    @Test
    void the_way_up_in_ds_KeyInfo_is_told_where_it_ends() {
        LevelFinding ends = finding(whole, "ds:KeyInfo/ds:X509Data", "b", Demand.SHOULD);
        assertThat(ends.answer(SignatureLevel.B_B)).contains(Answer.CANNOT_TELL);
        LevelReport complete = changed(d -> {
            add(first(d, Names.DS, "X509Data"), Names.DS, "X509Certificate").setTextContent(base64(Levelled.CA));
            add(first(d, Names.DS, "X509Data"), Names.DS, "X509Certificate").setTextContent(base64(Levelled.ROOT));
        });
        assertThat(finding(complete, "ds:KeyInfo/ds:X509Data", "b", Demand.SHOULD)
                        .answer(SignatureLevel.B_B))
                .contains(Answer.MET);
        assertThat(finding(complete, "ds:KeyInfo/ds:X509Data", "c", Demand.SHOULD)
                        .answer(SignatureLevel.B_B))
                .contains(Answer.MET);
        assertThat(finding(complete, "all certificates that it takes", "", Demand.SHALL)
                        .answer(SignatureLevel.B_LT))
                .contains(Answer.MET);
    }

    private static String base64(TestCa ca) {
        try {
            return Base64.getEncoder().encodeToString(ca.certificate().getEncoded());
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void attribute_values_and_references_may_stand_where_the_signer_has_an_attribute_certificate() {
        LevelReport report = changed(more("SignerRoleV2", V132, "CertifiedRolesV2")
                .andThen(more(UNSIGNED, V132, "AttrAuthoritiesCertValues"))
                .andThen(more(UNSIGNED, V132, "AttributeRevocationValues")));
        assertThat(finding(report, "AttrAuthoritiesCertValues", "r", Demand.SHALL)
                        .answer(SignatureLevel.B_LT))
                .contains(Answer.MET);
        assertThat(finding(report, "AttributeRevocationValues", "w", Demand.SHALL)
                        .answer(SignatureLevel.B_LT))
                .contains(Answer.MET);
    }

    @Test
    void a_counter_signature_describes_nothing() throws SigningRefusedException {
        Document document = Fixture.parsed(Levelled.at(SignatureLevel.B_B)).document();
        byte[] signed = new XadesSigner(Fixture.entry(Fixture.EC), Levelled.PROVIDERS)
                .sign(
                        SignatureRequest.counterSignature(
                                document, new XmlElement(Forger.element(document, "Signature"))),
                        Levelled.SIGNED);
        Document counterSigned = Fixture.parsed(signed).document();
        Element counter = (Element)
                counterSigned.getElementsByTagNameNS(Names.DS, "Signature").item(1);
        LevelReport report = new LevelChecker().check(new XmlElement(counter));
        assertThat(report.missing(SignatureLevel.B_B)).isEmpty();
        assertThat(finding(report, "DataObjectFormat", "k", Demand.SHALL).answer(SignatureLevel.B_B))
                .contains(Answer.MET);

        Element data = (Element)
                counter.getElementsByTagNameNS(V132, "SignedProperties").item(0);
        add(add(data, V132, DATA), V132, "DataObjectFormat").setAttribute("ObjectReference", "#x");
        assertThat(finding(new LevelChecker().check(new XmlElement(counter)), "DataObjectFormat", "k", Demand.SHALL)
                        .answer(SignatureLevel.B_B))
                .contains(Answer.NOT_MET);
    }

    @Test
    void a_counter_signer_of_whom_nobody_speaks_before_the_archive_time_stamp_is_told() throws SigningRefusedException {
        byte[] signed = Levelled.at(SignatureLevel.B_B);
        Document document = Fixture.parsed(signed).document();
        byte[] counterSigned = new XadesSigner(Fixture.entry(Fixture.EC), Levelled.PROVIDERS)
                .sign(
                        SignatureRequest.counterSignature(
                                document, new XmlElement(Forger.element(document, "Signature"))),
                        Levelled.SIGNED);
        Document both = Fixture.parsed(counterSigned).document();
        LevelReport report = changed(d -> {
            Element unsigned = first(d, V132, UNSIGNED);
            Node counter = d.importNode(first(both, V132, "CounterSignature"), true);
            unsigned.insertBefore(counter, unsigned.getFirstChild());
        });
        LevelFinding aa = finding(report, "ArchiveTimeStamp (1.4.1)", "aa", Demand.SHALL);
        assertThat(aa.answer(SignatureLevel.B_LTA)).contains(Answer.NOT_MET);
        assertThat(aa.explanation()).contains("a counter-signer");
        assertThat(report.level()).contains(SignatureLevel.B_LT);
    }

    @Test
    void the_legacy_property_that_others_call_B_B_bars_every_level() {
        LevelReport report = changed(d -> {
            Element property = first(d, V132, "SigningCertificateV2");
            d.renameNode(property, V132, property.getPrefix() + ":SigningCertificate");
        });
        assertThat(report.level()).isEmpty();
        assertThat(report.missing(SignatureLevel.B_B))
                .extracting(LevelFinding::item)
                .containsExactlyInAnyOrder("SigningCertificate", "SigningCertificateV2");
    }

    @Test
    void renewed_digests_hold_what_weak_ones_do_not() {
        LevelReport report = changed(
                ((Consumer<Document>) LevelCheckerTest::manifest).andThen(more(UNSIGNED, V141, "RenewedDigestsV2")));
        assertThat(finding(report, "RenewedDigestsV2", "bb", Demand.SHOULD).answer(SignatureLevel.B_LTA))
                .contains(Answer.MET);
    }

    @Test
    void an_element_that_is_no_signature_at_all_has_no_level_and_throws_nothing() {
        for (String xml : List.of(
                "<x/>",
                "<ds:Signature xmlns:ds=\"" + Names.DS + "\"/>",
                "<ds:Signature xmlns:ds=\"" + Names.DS + "\" xmlns:x=\"" + V132 + "\"><ds:SignedInfo><ds:Reference/>"
                        + "</ds:SignedInfo><ds:KeyInfo><ds:X509Data><ds:X509Certificate>%%%</ds:X509Certificate>"
                        + "</ds:X509Data></ds:KeyInfo><ds:Object><x:QualifyingProperties><x:SignedProperties>"
                        + "<x:SignedSignatureProperties><x:SigningTime/><x:SigningCertificateV2><x:Cert><x:CertDigest/>"
                        + "</x:Cert></x:SigningCertificateV2></x:SignedSignatureProperties></x:SignedProperties>"
                        + "</x:QualifyingProperties></ds:Object></ds:Signature>")) {
            XmlElement root = Fixture.parsed(xml.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .root();
            LevelReport report = new LevelChecker().check(root);
            assertThat(report.level()).isEmpty();
            assertThat(report.findings()).hasSize(Row.values().length + Rule.values().length);
        }
    }

    @Test
    void a_thousand_archive_time_stamps_and_values_cost_no_more_than_to_read_them() {
        String token = "<x:EncapsulatedTimeStamp>AAAA</x:EncapsulatedTimeStamp>";
        String xml = "<ds:Signature xmlns:ds=\"" + Names.DS + "\" xmlns:x=\"" + V132 + "\" xmlns:y=\"" + V141
                + "\"><ds:Object><x:QualifyingProperties><x:UnsignedProperties><x:UnsignedSignatureProperties>"
                + ("<y:ArchiveTimeStamp>" + token + "</y:ArchiveTimeStamp>").repeat(20_000)
                + "</x:UnsignedSignatureProperties></x:UnsignedProperties></x:QualifyingProperties></ds:Object></ds:Signature>";
        XmlElement root = Fixture.parsed(xml.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .root();
        assertThat(new LevelChecker().check(root).level()).isEmpty();
    }

    @Test
    void what_is_said_of_a_time_stamp_names_its_time() {
        LevelFinding o = finding(whole, "SignatureTimeStamp", "o", Demand.SHALL);
        assertThat(o.answer(SignatureLevel.B_T)).contains(Answer.CANNOT_TELL);
        assertThat(o.explanation()).contains(Levelled.STAMPED.toString());
        assertThat(o.clause().toLowerCase(Locale.ROOT)).contains("en 319 132-1 v1.3.1, 6.3 o)");
    }
}
