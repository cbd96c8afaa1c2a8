/** Seals certificates of origin and judges sealed ones. */
module org.cretula.sealing {
    requires transitive org.cretula.certificate;
    requires transitive org.cretula.signing;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.datatype.jdk8;
    requires com.fasterxml.jackson.datatype.jsr310;
    requires static org.jspecify;

    exports org.cretula.sealing;
}
