/** Puts a XAdES signature on an XML document, or in a container with data, and judges one; knows nothing of trade. */
module org.cretula.signing {
    requires transitive org.cretula.trust;
    requires transitive org.cretula.verdict;
    requires transitive org.cretula.xml;
    requires org.apache.santuario.xmlsec;
    requires org.bouncycastle.provider;
    requires static org.jspecify;

    exports org.cretula.signing;
    exports org.cretula.signing.asic;
}
