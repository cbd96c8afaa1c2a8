package org.cretula.transport.internal;

import java.util.Set;
import javax.xml.namespace.QName;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.engine.WSSConfig;

/**
 * WSS4J with everything switched off that AS4 has no use for.
 *
 * <p>WSS4J appends its XML transforms to the end of the JVM's provider list, once, which changes no algorithm that was
 * there before; nothing else here touches that list. Which provider does AES-GCM is the program's choice: with the JDK
 * 17 one first, decryption of a large attachment takes time quadratic in its size.
 */
final class Wss {

    private static final Set<QName> PROCESSORS =
            Set.of(WSConstants.BINARY_TOKEN, WSConstants.SIGNATURE, WSConstants.ENCRYPTED_KEY, WSConstants.TIMESTAMP);

    // EncryptedData is opened, and taken out of the header, by the EncryptedKey before it; one that is still there when
    // its turn comes would have its own KeyInfo resolved, so it has no processor either.
    private static final Set<QName> ALL = Set.of(
            WSConstants.BINARY_TOKEN,
            WSConstants.SIGNATURE,
            WSConstants.ENCRYPTED_KEY,
            WSConstants.ENCRYPTED_DATA,
            WSConstants.TIMESTAMP,
            WSConstants.REFERENCE_LIST,
            WSConstants.SAML_TOKEN,
            WSConstants.SAML2_TOKEN,
            WSConstants.ENCRYPTED_ASSERTION,
            WSConstants.USERNAME_TOKEN,
            WSConstants.SIGNATURE_CONFIRMATION,
            WSConstants.DERIVED_KEY_TOKEN_05_02,
            WSConstants.DERIVED_KEY_TOKEN_05_12,
            WSConstants.SECURITY_CONTEXT_TOKEN_05_02,
            WSConstants.SECURITY_CONTEXT_TOKEN_05_12);

    static {
        WSSConfig.init();
    }

    private Wss() {}

    /** Makes sure, once and before any use from several threads, that the library is initialised. */
    static void ready() {
        // The class initialiser did it.
    }

    /** A configuration for one message: only the processors that AS4 needs, and the partner's pinned certificates. */
    static WSSConfig configuration(PinnedSigner validator) {
        WSSConfig configuration = WSSConfig.getNewInstance();
        for (QName name : ALL) {
            if (!PROCESSORS.contains(name)) {
                configuration.setProcessor(name, NoProcessor.INSTANCE);
            }
        }
        configuration.setProcessor(WSConstants.ENCRYPTED_KEY, new Decryption());
        configuration.setValidator(WSConstants.SIGNATURE, validator);
        return configuration;
    }
}
