package org.cretula.xml;

import org.codehaus.stax2.XMLStreamReader2;

/** Makes something of a document in the course of a reading. */
interface Maker {

    /** An event that was counted and found to be within the limits; the start tag of an element is the innermost. */
    void accept(int event, XMLStreamReader2 reader, Reading reading);
}
