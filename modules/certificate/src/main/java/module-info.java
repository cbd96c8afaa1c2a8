/** What a certificate of origin says, its syntax and its rules; no cryptography. */
module org.cretula.certificate {
    requires transitive org.cretula.verdict;
    requires transitive org.cretula.xml;
    requires static org.jspecify;

    exports org.cretula.certificate;
}
