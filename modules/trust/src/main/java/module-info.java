/** Who may sign, and why we believe them. */
module org.cretula.trust {
    requires transitive org.cretula.verdict;
    requires org.bouncycastle.provider;
    requires static org.jspecify;

    exports org.cretula.trust;
    exports org.cretula.trust.timestamp;
}
