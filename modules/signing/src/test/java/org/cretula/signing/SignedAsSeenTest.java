package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What is signed is what the caller has in his hands: a tree of his own making, or a prepared signature that was kept. */
class SignedAsSeenTest {

    private static final String XMLNS = "http://www.w3.org/2000/xmlns/";
    private static final XadesSigner SIGNER = new XadesSigner(Fixture.entry(Fixture.EC), Fixture.PROVIDERS);

    /** A tree made by hand: a root, which declares its namespace, with an element. */
    private static Document made(Consumer<Element> change) {
        Document document = XmlDoor.newDocument();
        Element root = document.createElementNS("urn:1", "p:d");
        root.setAttributeNS(XMLNS, "xmlns:p", "urn:1");
        Element part = document.createElementNS("urn:1", "p:part");
        part.setAttributeNS(null, "Id", "part");
        part.setAttributeNS("urn:1", "p:a", "1");
        part.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:lang", "en");
        document.appendChild(root).appendChild(part);
        change.accept(part);
        return document;
    }

    private static void refused(Consumer<Element> change) {
        Document document = made(change);
        XmlElement root = new XmlElement(document.getDocumentElement());
        for (SignatureRequest request : new SignatureRequest[] {
            SignatureRequest.enveloped(document, root, "application/xml"),
            SignatureRequest.envelopedBesideOthers(document, root, "application/xml"),
            SignatureRequest.internallyDetached(document, root, Map.of("part", "application/xml")),
            SignatureRequest.enveloping(root, "application/xml")
        }) {
            assertThatThrownBy(() -> SIGNER.sign(request, Fixture.SIGNED))
                    .isInstanceOf(SigningRefusedException.class)
                    .hasMessageContaining("as it would be read from a file");
        }
    }

    @Test
    void a_tree_that_declares_its_namespaces_is_signed() throws Exception {
        Document document = made(part -> part.appendChild(document(part).createComment("- a - ")));
        XmlElement root = new XmlElement(document.getDocumentElement());
        assertThat(new String(
                        SIGNER.sign(SignatureRequest.enveloped(document, root, "application/xml"), Fixture.SIGNED),
                        StandardCharsets.UTF_8))
                .contains("<p:part Id=\"part\" xml:lang=\"en\" p:a=\"1\"><!--- a - --></p:part>");
    }

    private static Document document(Element element) {
        return element.getOwnerDocument();
    }

    @Test
    void M07_a_tree_whose_namespaces_are_not_declared_is_not_signed_without_them() {
        refused(part -> part.appendChild(document(part).createElementNS("urn:2", "inner")));
        refused(part -> part.appendChild(document(part).createElementNS("urn:2", "p:inner")));
        refused(part -> {
            part.setAttributeNS(XMLNS, "xmlns", "urn:3");
            part.appendChild(document(part).createElementNS(null, "inner"));
        });
        refused(part -> part.setAttributeNS("urn:2", "p:b", "1"));
        refused(part -> part.setAttribute("p:b", "1"));
        refused(part -> part.setAttribute("xmlns", "urn:2"));
    }

    @Test
    void X28_a_comment_or_instruction_that_would_be_read_as_elements_is_not_signed() {
        refused(part -> part.appendChild(document(part).createComment("a--><p:b></p:b><!--c")));
        refused(part -> part.appendChild(document(part).createProcessingInstruction("a", "b?><p:b></p:b><?c d")));
        refused(part -> part.appendChild(document(part).createComment("a-")));
    }

    @Test
    void what_is_signed_has_a_media_type() {
        Document document = made(part -> {});
        XmlElement root = new XmlElement(document.getDocumentElement());
        for (Runnable request : new Runnable[] {
            () -> SignatureRequest.enveloped(document, root, ""),
            () -> SignatureRequest.envelopedBesideOthers(document, root, " "),
            () -> SignatureRequest.internallyDetached(document, root, Map.of("part", "")),
            () -> SignatureRequest.enveloping(root, "")
        }) {
            assertThatThrownBy(request::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("media type");
        }
    }

    /** Prepared bytes with another text of the same length in them, and with the digest that fits. */
    private static Prepared tampered(Prepared prepared, String text, String other) throws SigningRefusedException {
        byte[] bytes = prepared.toBytes();
        String latin = new String(bytes, StandardCharsets.ISO_8859_1);
        byte[] changed = (latin.substring(0, latin.indexOf(text))
                        + other
                        + latin.substring(latin.indexOf(text) + text.length()))
                .getBytes(StandardCharsets.ISO_8859_1);
        int end = changed.length - 32;
        System.arraycopy(DigestAlgorithm.SHA256.digest(Arrays.copyOf(changed, end)), 0, changed, end, 32);
        return Prepared.read(changed);
    }

    @Test
    void a_prepared_signature_that_tells_its_signer_something_else_than_it_says_is_not_completed() throws Exception {
        Document document = made(part -> {});
        XmlElement root = new XmlElement(document.getDocumentElement());
        SignatureRequest seal = SignatureRequest.enveloped(document, root, "application/xml");
        SignatureRequest other = SignatureRequest.envelopedBesideOthers(document, root, "application/xml");
        for (SignatureRequest request : new SignatureRequest[] {seal, other}) {
            Prepared prepared = request.prepare(Fixture.EC.chain(), Fixture.SIGNED);
            for (Prepared told : new Prepared[] {
                tampered(prepared, "ecdsa-sha256", "ecdsa-sha512"), tampered(prepared, "2026-11-24", "2027-11-24")
            }) {
                byte[] value = told.algorithm().sign(Fixture.entry(Fixture.EC), told.toBeSigned(), Fixture.PROVIDERS);
                assertThatThrownBy(() -> told.complete(value, Fixture.PROVIDERS))
                        .isInstanceOf(SigningRefusedException.class)
                        .hasMessageContaining("another algorithm or another time");
            }
            Prepared same = tampered(prepared, "2026-11-24", "2026-11-24");
            byte[] value = same.algorithm().sign(Fixture.entry(Fixture.EC), same.toBeSigned(), Fixture.PROVIDERS);
            assertThat(same.complete(value, Fixture.PROVIDERS)).isNotEmpty();
        }
    }
}
