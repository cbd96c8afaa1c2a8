package org.cretula.cli;

import java.security.Security;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.cretula.verdict.OneDoor;

/** What only a program may take from its surroundings, and hands to the libraries as arguments. */
final class Programs {

    // Held here, or its level would be forgotten with it.
    private static final Logger DOM_REFERENCE = Logger.getLogger("org.apache.jcp.xml.dsig.internal.dom.DOMReference");

    private Programs() {}

    /** The machine's clock. */
    @OneDoor("the program decides which clock the libraries see")
    static Clock clock() {
        return Clock.systemUTC();
    }

    /** Libraries' own chatter stays off the terminal unless {@code -Djava.util.logging.config.file} asks for it. */
    static void quietLogs() {
        if (System.getProperty("java.util.logging.config.file") == null) {
            Logger.getLogger("").setLevel(Level.WARNING);
            // One line for each signed attachment, of no meaning: the digest is made elsewhere.
            DOM_REFERENCE.setLevel(Level.SEVERE);
        }
    }

    /**
     * Puts Bouncy Castle before the JDK's own providers, for commands that exchange messages: on JDK 17 the JDK's
     * decryption of attachments takes time quadratic in their size, and WS-Security offers no other way to choose.
     */
    @OneDoor("the order of the JVM's providers is the program's to decide")
    static void preferBouncyCastle() {
        Security.insertProviderAt(new BouncyCastleProvider(), 1);
    }
}
