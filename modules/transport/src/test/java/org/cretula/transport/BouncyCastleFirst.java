package org.cretula.transport;

import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.cretula.verdict.OneDoor;

/** What a program does at its start; the library leaves the list of providers alone. */
final class BouncyCastleFirst {

    private BouncyCastleFirst() {}

    @OneDoor("the tests stand for a program, which decides the order of providers")
    static void inThisJvm() {
        Security.insertProviderAt(new BouncyCastleProvider(), 1);
    }
}
