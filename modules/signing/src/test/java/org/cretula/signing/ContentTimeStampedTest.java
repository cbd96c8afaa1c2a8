package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bouncycastle.tsp.TimeStampToken;
import org.cretula.signing.internal.Core;
import org.cretula.signing.internal.Names;
import org.cretula.testkit.TestTsa;
import org.cretula.testkit.XadesSchema;
import org.cretula.trust.timestamp.TimeStampClient;
import org.cretula.xml.XmlElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A time-stamp over the data before they are signed; EN 319 132-1 V1.3.1 clause 5.2.8. */
class ContentTimeStampedTest {

    private static final XadesSchema SCHEMA = new XadesSchema();
    private static final DataObject A = new DataObject("a", new byte[] {1, 2}, "text/plain");
    private static final DataObject B = new DataObject("b", new byte[] {3}, "text/plain");

    private static TimeStampClient client(Instant at) {
        return Levelled.client(Levelled.trust(), TestTsa.by(Levelled.TSA).at(at), at);
    }

    private static SignatureRequest stamped(SignatureRequest request) {
        return request.contentTimeStamped(client(Fixture.SIGNED));
    }

    static List<String> packagings() {
        List<String> all = new ArrayList<>(SignedFormsTest.packagings());
        all.add("manifest");
        return all;
    }

    private static SignatureRequest request(String packaging) {
        Map<String, Supplier<SignatureRequest>> all = new LinkedHashMap<>(SignedFormsTest.requests());
        all.put("manifest", () -> SignatureRequest.manifest(A, B));
        Supplier<SignatureRequest> request = all.get(packaging);
        if (request == null) {
            throw new AssertionError(packaging);
        }
        return request.get();
    }

    private static byte[] token(byte[] signed) {
        String text = new String(signed, StandardCharsets.UTF_8);
        int from = text.indexOf("<xades:EncapsulatedTimeStamp>") + "<xades:EncapsulatedTimeStamp>".length();
        return Base64.getDecoder().decode(text.substring(from, text.indexOf('<', from)));
    }

    private static void assertOver(byte[] signed, byte[] content) throws Exception {
        TimeStampToken token = new TimeStampToken(new org.bouncycastle.cms.CMSSignedData(token(signed)));
        assertThat(token.getTimeStampInfo().getMessageImprintDigest())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(content));
    }

    @Test
    void nothing_is_signed_without_the_time_stamp_or_by_a_claim_to_be_long_before_it() throws Exception {
        Instant later = Fixture.SIGNED.plusSeconds(301);
        assertThatThrownBy(() -> SignatureRequest.detached(A)
                        .contentTimeStamped(client(later))
                        .prepare(Fixture.EC.chain(), Fixture.SIGNED))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("claim the present time");
        assertThat(SignatureRequest.detached(A)
                        .contentTimeStamped(client(later.minusSeconds(1)))
                        .prepare(Fixture.EC.chain(), Fixture.SIGNED))
                .isNotNull();
        TimeStampClient off = Levelled.client(
                Levelled.trust(), TestTsa.by(Levelled.TSA).at(later), Fixture.SIGNED.plusSeconds(86_400));
        assertThatThrownBy(() -> SignatureRequest.detached(A)
                        .contentTimeStamped(off)
                        .prepare(Fixture.EC.chain(), Fixture.SIGNED))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("no time-stamp could be had");
    }

    @ParameterizedTest
    @MethodSource("packagings")
    void every_packaging_takes_one_by_the_schemas_and_leaves_the_document_as_it_was(String packaging) {
        byte[] signed = SignedFormsTest.signed(stamped(request(packaging)));
        assertThat(SCHEMA.faults(signed)).isEmpty();
        assertThat(new String(signed, StandardCharsets.UTF_8)).containsOnlyOnce("<xades:AllDataObjectsTimeStamp>");
    }

    @Test
    void it_is_over_the_bytes_outside_one_after_the_other() throws Exception {
        assertOver(SignedFormsTest.signed(stamped(SignatureRequest.detached(A, B))), new byte[] {1, 2, 3});
        assertOver(SignedFormsTest.signed(stamped(SignatureRequest.enveloping(B, A))), new byte[] {3, 1, 2});
    }

    @Test
    void it_is_over_the_document_without_the_signature() throws Exception {
        byte[] signed = SignedFormsTest.signed(stamped(Fixture.enveloped()));
        // The comment is no part of the form in which the document is digested.
        byte[] document = Fixture.DOCUMENT
                .replace("<!-- kept -->", "")
                .replace("<slot/>", "<slot></slot>")
                .getBytes(StandardCharsets.UTF_8);
        assertOver(signed, document);
    }

    @Test
    void of_manifests_it_is_over_the_lists() throws Exception {
        DataObject[] objects = new DataObject[31];
        for (int i = 0; i < objects.length; i++) {
            objects[i] = new DataObject("o" + i, new byte[] {(byte) i}, "text/plain");
        }
        byte[] signed = SignedFormsTest.signed(stamped(SignatureRequest.manifest(objects)));
        ByteArrayOutputStream lists = new ByteArrayOutputStream();
        for (XmlElement e : Fixture.parsed(signed).root().descendantsAndSelf()) {
            if (e.is(Names.ds("Manifest"))) {
                lists.writeBytes(Core.exclusive(e.dom()));
            }
        }
        assertOver(signed, lists.toByteArray());
    }

    @Test
    void it_is_there_in_two_steps_as_well() throws Exception {
        Prepared prepared = Prepared.read(stamped(SignatureRequest.detached(A))
                .prepare(Fixture.EC.chain(), Fixture.SIGNED)
                .toBytes());
        byte[] value = prepared.algorithm().sign(Fixture.entry(Fixture.EC), prepared.toBeSigned(), Fixture.PROVIDERS);
        assertOver(prepared.complete(value, Fixture.PROVIDERS), new byte[] {1, 2});
    }
}
