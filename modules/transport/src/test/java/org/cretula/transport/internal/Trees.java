package org.cretula.transport.internal;

import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Changes to a tree that attackers make. */
final class Trees {

    private Trees() {}

    static Element first(Document document, String namespace, String local) {
        return (Element) document.getElementsByTagNameNS(namespace, local).item(0);
    }

    /** Every Algorithm or Type that ends like this. */
    static void replaceAttributes(Document document, String end, String with) {
        NodeList all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            for (String name : new String[] {"Algorithm", "Type"}) {
                Attr attribute = ((Element) all.item(i)).getAttributeNode(name);
                if (attribute != null && attribute.getValue().endsWith(end)) {
                    attribute.setValue(with);
                }
            }
        }
    }
}
