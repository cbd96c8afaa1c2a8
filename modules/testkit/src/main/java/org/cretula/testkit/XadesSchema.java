package org.cretula.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The schemas of XML Signature, its XPath filter and XAdES 1.3.2 and 1.4.1 (202407).
 *
 * <p>They are read from the class path; a module whose tests use this depends on {@code specs-xades} and {@code
 * specs-xmldsig} of DSS in scope test.
 */
public final class XadesSchema {

    private static final List<String> FILES = List.of(
            "xsd/xmldsig-core-schema.xsd",
            "xsd/xmldsig-filter2.xsd",
            "xsd/XAdES01903v132-202407.xsd",
            "xsd/XAdES01903v141-202407.xsd");

    private static final Map<String, String> BY_NAMESPACE = Map.of(
            "http://www.w3.org/2000/09/xmldsig#", FILES.get(0), "http://uri.etsi.org/01903/v1.3.2#", FILES.get(2));

    private final Schema schema;

    /** The schemas. */
    public XadesSchema() {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setResourceResolver((type, namespace, publicId, systemId, base) -> {
            String file = BY_NAMESPACE.get(String.valueOf(namespace));
            return file == null ? null : new UblSchema.Resource(file);
        });
        try {
            schema = factory.newSchema(FILES.stream()
                    .map(file -> (Source) new StreamSource(Objects.requireNonNull(
                                    XadesSchema.class.getClassLoader().getResource(file), file)
                            .toString()))
                    .toArray(Source[]::new));
        } catch (SAXException e) {
            throw new IllegalStateException("the schemas on the class path are sound", e);
        }
    }

    /** What the schemas say against the signatures of a document; empty where all are valid. */
    public List<String> faults(byte[] xml) {
        List<String> faults = new ArrayList<>();
        NodeList signatures = parse(xml).getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "Signature");
        if (signatures.getLength() == 0) {
            faults.add("no signature");
        }
        for (int i = 0; i < signatures.getLength(); i++) {
            Validator validator = schema.newValidator();
            validator.setErrorHandler(new UblSchema.Collecting(faults));
            try {
                validator.validate(new DOMSource(signatures.item(i)));
            } catch (SAXException e) {
                faults.add(String.valueOf(e.getMessage()));
            } catch (IOException e) {
                throw new IllegalStateException("a tree in memory can be read", e);
            }
        }
        return faults;
    }

    private static Document parse(byte[] xml) {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException("expected well-formed XML", e);
        }
    }
}
