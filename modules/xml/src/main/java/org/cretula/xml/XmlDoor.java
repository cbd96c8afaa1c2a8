package org.cretula.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLStreamReader2;
import org.cretula.verdict.OneDoor;
import org.cretula.verdict.SubIndication;
import org.w3c.dom.DOMImplementation;
import org.w3c.dom.Document;

/**
 * Turns untrusted bytes into one document tree, or says why not. It never throws for bad input, reads no other file and
 * opens no connection.
 *
 * <p>Strategy: one streaming parser (Woodstox) reads the bytes once, with DTDs off and every limit set; the tree is
 * built from its events, so the limits hold before memory is taken and no second parser can see another document
 * (attacks P01 to P07, X27). A DOCTYPE ends the reading at once, so no entity is ever declared, let alone expanded.
 */
public final class XmlDoor {

    // Holds nothing of any document, and takes a hundred times as long to find as to use.
    private static final DOMImplementation TREES = trees();

    private static final XmlParse AGAIN = new XmlParse.Refused(SubIndication.FORMAT_FAILURE, "");

    private final XmlLimits limits;
    private final WstxInputFactory factory;

    /** A door with these limits; may be shared by threads. */
    public XmlDoor(XmlLimits limits) {
        this.limits = limits;
        this.factory = hardened(limits);
    }

    /** Reads a document into a tree. */
    public XmlParse parse(byte[] bytes) {
        return read(
                bytes,
                new TreeBuilder(),
                (tree, reading) -> new XmlParse.Parsed(tree.document(), reading.peculiarities()));
    }

    /**
     * Reads a document without a tree of it, but for the elements of one name, such as its signatures; refuses what
     * {@link #parse} refuses, and finds the same peculiar. In the same pass the whole document is extracted without the
     * wanted elements, in exclusive canonical form without comments: what an enveloped signature is made over, if it is
     * the only one.
     *
     * @param bytes a document, not to be changed as long as something is asked of the result
     * @param wanted the name of elements that are wanted with all that is in them
     */
    public XmlParse skim(byte[] bytes, QName wanted) {
        return skim(
                bytes, wanted, Extraction.ofDocument(Canonicalization.EXCLUSIVE).withoutWanted());
    }

    /**
     * The same with another extraction in the same pass.
     *
     * @param expected what will be asked first, of the whole document
     * @throws IllegalArgumentException for the extraction of one element
     */
    public XmlParse skim(byte[] bytes, QName wanted, Extraction expected) {
        if (expected.identifier().isPresent()) {
            throw new IllegalArgumentException("expected an extraction of the whole document, found one of '"
                    + expected.identifier().get() + "'; which element that is shows only at the document's end");
        }
        Skimmer skimmer = Skimmer.building(wanted);
        Extractor extractor = skimmer.add(expected, 0, Octets.kept(bytes.length));
        return read(
                bytes, skimmer, (made, reading) -> new XmlParse.Skimmed(this, bytes, wanted, made, reading, extractor));
    }

    /** A further pass through a document that was skimmed. */
    void extract(byte[] bytes, QName wanted, Map<XmlParse.Skimmed.Numbered, Octets> extractions) {
        Skimmer skimmer = Skimmer.extracting(wanted);
        extractions.forEach((numbered, out) -> skimmer.add(numbered.extraction(), numbered.element(), out));
        if (!(read(bytes, skimmer, (made, reading) -> AGAIN) == AGAIN)) {
            throw new IllegalStateException("expected the document that was skimmed, found it changed");
        }
    }

    private <T extends Maker> XmlParse read(byte[] bytes, T maker, BiFunction<T, Reading, XmlParse> result) {
        if (bytes.length > limits.bytes()) {
            return limit("a document of at most " + limits.bytes() + " bytes, found " + bytes.length);
        }
        if (bytes.length == 0) {
            return new XmlParse.Refused(SubIndication.FORMAT_FAILURE, "expected an XML document, found an empty file");
        }
        try {
            XMLStreamReader2 reader = (XMLStreamReader2) factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            Reading reading = new Reading(bytes, reader, limits);
            while (reader.hasNext()) {
                int event = reader.next();
                Reading.Step step = reading.accept(event);
                if (step != Reading.Step.CONTINUE) {
                    return refusal(step, reader);
                }
                maker.accept(event, reader, reading);
                if (event == XMLStreamConstants.END_ELEMENT) {
                    reading.end();
                }
            }
            // Gives its buffers to the next reader.
            reader.close();
            return result.apply(maker, reading);
        } catch (XMLStreamException e) {
            return refusal(e);
        }
    }

    private XmlParse refusal(Reading.Step step, XMLStreamReader2 reader) {
        return switch (step) {
            case CONTINUE -> throw new IllegalArgumentException("nothing is refused");
            case DOCTYPE ->
                new XmlParse.Refused(
                        SubIndication.FORMAT_FAILURE,
                        "expected no DOCTYPE, found one at line "
                                + reader.getLocation().getLineNumber());
            case TOO_MANY_ELEMENTS -> limit("at most " + limits.elements() + " elements, found more");
            case TOO_MANY_NAMES -> limit("at most " + XmlLimits.NAMES + " names that differ, found more");
            case TOO_MUCH_BESIDES ->
                limit("at most " + limits.besides()
                        + " attributes, namespace declarations, comments and processing instructions, found more");
        };
    }

    private static XmlParse refusal(XMLStreamException e) {
        String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        // Woodstox has no type of its own for an exceeded limit; the tests hold it to these words.
        if (message.toLowerCase(Locale.ROOT).matches(".*limit \\(\\d+\\) exceeded.*")) {
            return limit("a smaller document: " + message.replaceAll(" at \\[row.*", ""));
        }
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
        int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNumber();
        return new XmlParse.Refused(
                SubIndication.FORMAT_FAILURE,
                "expected well-formed XML in its declared encoding, found a fault at line " + line + ", column "
                        + column);
    }

    private static XmlParse limit(String expected) {
        return new XmlParse.Refused(SubIndication.RESOURCE_LIMIT, "expected " + expected);
    }

    private static WstxInputFactory hardened(XmlLimits limits) {
        WstxInputFactory f = new WstxInputFactory();
        f.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        f.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        f.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        f.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        f.setProperty(XMLInputFactory.IS_COALESCING, true);
        f.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        f.setProperty(XMLInputFactory2.P_INTERN_NAMES, false);
        f.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("no external entity is read");
        });
        f.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, limits.depth());
        f.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, limits.attributes());
        f.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, limits.textLength());
        f.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, (long) limits.textLength());
        return f;
    }

    /** An empty document to build into. */
    public static Document newDocument() {
        return TREES.createDocument(null, null, null);
    }

    @OneDoor("makes empty trees; nothing is parsed by this factory")
    private static DOMImplementation trees() {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's default document builder has no settings to fail on", e);
        }
    }
}
