package org.cretula.transport.internal;

import java.util.List;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.dom.engine.WSSecurityEngineResult;
import org.apache.wss4j.dom.handler.RequestData;
import org.apache.wss4j.dom.processor.EncryptedKeyProcessor;
import org.apache.wss4j.dom.processor.Processor;
import org.w3c.dom.Element;

/** WSS4J's decryption, but a failure is told apart from a failed signature, for which WSS4J has the same code. */
final class Decryption implements Processor {

    private final EncryptedKeyProcessor processor = new EncryptedKeyProcessor();

    @Override
    public List<WSSecurityEngineResult> handleToken(Element element, RequestData data) throws WSSecurityException {
        try {
            return processor.handleToken(element, data);
        } catch (WSSecurityException e) {
            throw new WSSecurityException(WSSecurityException.ErrorCode.FAILED_ENCRYPTION, e);
        }
    }
}
