package org.cretula.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * UBL 2.4's schema of a certificate of origin, with those of the signature slot: UBL's signature extension, XML
 * Signature and XAdES.
 *
 * <p>Everything is read from the class path; a module whose tests use this depends on {@code com.helger.ubl:ph-ubl24}
 * in scope test.
 */
public final class UblSchema {

    private static final String UBL = "external/schemas/ubl24/";
    private static final Map<String, String> WITHOUT_LOCATION = Map.of(
            "urn:un:unece:uncefact:data:specification:CoreComponentTypeSchemaModule:2",
                    "schemas/CCTS_CCT_SchemaModule.xsd",
            "http://www.w3.org/2000/09/xmldsig#", "schemas/xmldsig-core-schema.xsd",
            "http://uri.etsi.org/01903/v1.3.2#", "schemas/XAdES01903v132-201601.xsd",
            "http://uri.etsi.org/01903/v1.4.1#", "schemas/XAdES01903v141-201601.xsd",
            "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
                    UBL + "common/UBL-CommonAggregateComponents-2.4.xsd");

    private final Schema schema;

    private UblSchema(Schema schema) {
        this.schema = schema;
    }

    /**
     * The schema with that of an extension beside it.
     *
     * @param extension name of an XSD on the class path
     */
    public static UblSchema withExtension(String extension) {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setResourceResolver((type, namespace, publicId, systemId, base) -> {
            String path = WITHOUT_LOCATION.get(String.valueOf(namespace));
            if (path != null) {
                return new Resource(path);
            }
            String name = systemId == null ? "" : systemId.substring(systemId.lastIndexOf('/') + 1);
            String beside = UBL + "common/" + name;
            boolean known = !name.isEmpty() && UblSchema.class.getClassLoader().getResource(beside) != null;
            return known ? new Resource(beside) : null;
        });
        try {
            return new UblSchema(factory.newSchema(
                    new Source[] {source(UBL + "maindoc/UBL-CertificateOfOrigin-2.4.xsd"), source(extension)}));
        } catch (SAXException e) {
            throw new IllegalStateException("the schemas on the class path are sound", e);
        }
    }

    /** What the schemas say against a document; empty where it is valid. */
    public List<String> faults(byte[] document) {
        List<String> faults = new ArrayList<>();
        Validator validator = schema.newValidator();
        validator.setErrorHandler(new Collecting(faults));
        try {
            validator.validate(new StreamSource(new ByteArrayInputStream(document)));
        } catch (SAXException e) {
            faults.add(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
        return faults;
    }

    private static Source source(String path) {
        return new StreamSource(url(path).toString());
    }

    private static URL url(String path) {
        return Objects.requireNonNull(UblSchema.class.getClassLoader().getResource(path), path);
    }

    record Collecting(List<String> faults) implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {
            faults.add(String.valueOf(e.getMessage()));
        }

        @Override
        public void error(SAXParseException e) {
            faults.add(String.valueOf(e.getMessage()));
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }

    /** One file of the class path, by its address there, so that the files it names are found beside it. */
    record Resource(String path) implements LSInput {
        @Override
        public InputStream getByteStream() {
            try {
                return url(path).openStream();
            } catch (IOException e) {
                throw new IllegalStateException(path, e);
            }
        }

        @Override
        public String getSystemId() {
            return url(path).toString();
        }

        @Override
        public @Nullable Reader getCharacterStream() {
            return null;
        }

        @Override
        public @Nullable String getStringData() {
            return null;
        }

        @Override
        public @Nullable String getPublicId() {
            return null;
        }

        @Override
        public @Nullable String getBaseURI() {
            return null;
        }

        @Override
        public @Nullable String getEncoding() {
            return null;
        }

        @Override
        public boolean getCertifiedText() {
            return false;
        }

        @Override
        public void setCharacterStream(@Nullable Reader stream) {}

        @Override
        public void setByteStream(@Nullable InputStream stream) {}

        @Override
        public void setStringData(@Nullable String data) {}

        @Override
        public void setSystemId(@Nullable String id) {}

        @Override
        public void setPublicId(@Nullable String id) {}

        @Override
        public void setBaseURI(@Nullable String uri) {}

        @Override
        public void setEncoding(@Nullable String encoding) {}

        @Override
        public void setCertifiedText(boolean certified) {}
    }
}
