package org.cretula.oracle.dss;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.crypto.AlgorithmMethod;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.KeySelectorException;
import javax.xml.crypto.KeySelectorResult;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.OctetStreamData;
import javax.xml.crypto.URIDereferencer;
import javax.xml.crypto.XMLCryptoContext;
import javax.xml.crypto.dsig.Manifest;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.XMLObject;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.X509Data;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.cretula.verdict.OneDoor;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The JDK's XMLDSig core validation of every signature in a file, with the key of the first certificate in its KeyInfo:
 * says whether the bytes are the signed ones, never who signed.
 *
 * <pre>{@code JdkXmlDsigJudge FILE…}</pre>
 *
 * <p>One line per signature on stdout, tab-separated: file, {@code CORE_VALID} or {@code CORE_INVALID}, {@code
 * value=true|false}, then {@code URI=true|false} for each reference. A file without a signature, or one that the JDK
 * refuses, has one line: file, {@code CORE_INVALID}, the reason. Ends with 0 (all valid), 1, 64 (usage) or 66 (cannot
 * read).
 */
public final class JdkXmlDsigJudge {

    private JdkXmlDsigJudge() {}

    /**
     * What the JDK says of one signature.
     *
     * @param valueValid whether SignatureValue fits SignedInfo and the key
     * @param references each reference, in order; behind them those of the manifests that they lead to
     * @param refusal why the JDK did not validate at all
     */
    public record CoreValidity(boolean valueValid, List<ReferenceValidity> references, Optional<String> refusal) {

        public CoreValidity {
            references = List.copyOf(references);
        }

        /** Whether the value and every reference are valid. */
        public boolean valid() {
            return refusal.isEmpty()
                    && valueValid
                    && !references.isEmpty()
                    && references.stream().allMatch(ReferenceValidity::valid);
        }

        String line() {
            StringBuilder line = new StringBuilder(valid() ? "CORE_VALID" : "CORE_INVALID");
            refusal.ifPresentOrElse(
                    reason -> line.append('\t').append(reason),
                    () -> line.append("\tvalue=").append(valueValid));
            references.forEach(reference ->
                    line.append('\t').append(reference.uri()).append('=').append(reference.valid()));
            return line.toString();
        }
    }

    /**
     * Whether the digest of what a reference points to is the one in the signature.
     *
     * @param uri the reference's URI, empty for the whole document
     */
    public record ReferenceValidity(String uri, boolean valid) {}

    /** What the JDK says of each signature, in document order; one refusal where there is none. */
    public static List<CoreValidity> judge(byte[] signed) {
        return judge(signed, Map.of());
    }

    /** The same, for signatures of data outside of the document, by their URIs. */
    public static List<CoreValidity> judge(byte[] signed, Map<String, byte[]> detached) {
        Document document;
        try {
            document = parse(signed);
        } catch (IOException | SAXException | ParserConfigurationException e) {
            return List.of(refused(e));
        }
        NodeList elements = document.getElementsByTagNameNS("*", "*");
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
            if (element.hasAttribute("Id")) {
                element.setIdAttribute("Id", true);
            }
        }
        NodeList signatures = document.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature");
        List<CoreValidity> validities = new ArrayList<>();
        for (int i = 0; i < signatures.getLength(); i++) {
            validities.add(core((Element) signatures.item(i), detached));
        }
        return validities.isEmpty()
                ? List.of(new CoreValidity(false, List.of(), Optional.of("no signature")))
                : List.copyOf(validities);
    }

    private static CoreValidity core(Element signature, Map<String, byte[]> detached) {
        DOMValidateContext context = new DOMValidateContext(new FirstCertificate(), signature);
        context.setProperty("org.jcp.xml.dsig.secureValidation", true);
        URIDereferencer usual = XMLSignatureFactory.getInstance("DOM").getURIDereferencer();
        context.setURIDereferencer((reference, c) -> {
            byte[] data = detached.get(String.valueOf(reference.getURI()));
            return data == null ? usual.dereference(reference, c) : new OctetStreamData(new ByteArrayInputStream(data));
        });
        try {
            XMLSignature parsed = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
            boolean value = parsed.getSignatureValue().validate(context);
            List<ReferenceValidity> references = new ArrayList<>();
            for (Object each : parsed.getSignedInfo().getReferences()) {
                Reference reference = (Reference) each;
                String uri = Optional.ofNullable(reference.getURI()).orElse("(none)");
                references.add(new ReferenceValidity(uri, reference.validate(context)));
            }
            for (Object object : parsed.getObjects()) {
                for (Object content : ((XMLObject) object).getContent()) {
                    if (content instanceof Manifest manifest && isReferred(parsed, manifest)) {
                        for (Object each : manifest.getReferences()) {
                            Reference listed = (Reference) each;
                            references.add(new ReferenceValidity(listed.getURI(), listed.validate(context)));
                        }
                    }
                }
            }
            return new CoreValidity(value, references, Optional.empty());
        } catch (MarshalException | XMLSignatureException e) {
            return refused(e);
        }
    }

    private static boolean isReferred(XMLSignature signature, Manifest manifest) {
        for (Object each : signature.getSignedInfo().getReferences()) {
            Reference reference = (Reference) each;
            if (Manifest.TYPE.equals(reference.getType()) && ("#" + manifest.getId()).equals(reference.getURI())) {
                return true;
            }
        }
        return false;
    }

    private static CoreValidity refused(Exception e) {
        String reason = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        return new CoreValidity(false, List.of(), Optional.of(reason));
    }

    @OneDoor("a judge must not read through the parser of what it judges")
    private static Document parse(byte[] signed) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setXIncludeAware(false);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new ByteArrayInputStream(signed));
    }

    private static final class FirstCertificate extends KeySelector {
        @Override
        public KeySelectorResult select(
                @Nullable KeyInfo info, Purpose purpose, AlgorithmMethod method, XMLCryptoContext context)
                throws KeySelectorException {
            if (info != null) {
                for (Object content : info.getContent()) {
                    if (content instanceof X509Data data) {
                        for (Object item : data.getContent()) {
                            if (item instanceof X509Certificate certificate) {
                                Key key = certificate.getPublicKey();
                                return () -> key;
                            }
                        }
                    }
                }
            }
            throw new KeySelectorException("no X509Certificate in KeyInfo");
        }
    }

    /** See the class comment. */
    @OneDoor("a program ends with an exit code")
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> files) {
        if (files.isEmpty()) {
            System.err.println("usage: JdkXmlDsigJudge FILE…");
            return 64;
        }
        boolean all = true;
        try {
            for (String file : files) {
                for (CoreValidity validity : judge(Files.readAllBytes(Path.of(file)))) {
                    System.out.println(file + "\t" + validity.line());
                    all &= validity.valid();
                }
            }
        } catch (IOException e) {
            System.err.println("cannot read " + e.getMessage());
            return 66;
        }
        return all ? 0 : 1;
    }
}
