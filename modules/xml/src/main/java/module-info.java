/** The only door for untrusted XML. */
module org.cretula.xml {
    requires transitive java.xml;
    requires transitive org.cretula.verdict;
    requires com.ctc.wstx;
    requires org.codehaus.stax2;
    requires static org.jspecify;

    exports org.cretula.xml;
}
