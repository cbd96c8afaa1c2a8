package org.cretula.example;

import java.security.SecureRandom;

/** A PKI of the same names and dates as the committed one and with other keys; made once, since that takes seconds. */
final class Stranger {

    static final ExamplePki PKI = ExamplePki.create(new SecureRandom(), Rebuild.NOT_BEFORE, Rebuild.NOT_AFTER);

    private Stranger() {}
}
