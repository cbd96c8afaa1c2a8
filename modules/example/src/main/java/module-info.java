/** The example PKI and an in-process time-stamping authority; shipped, never trusted unless named. */
module org.cretula.example {
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.util;
    requires static org.jspecify;

    exports org.cretula.example;
}
