package org.cretula.transport.internal;

import java.util.List;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.dom.engine.WSSecurityEngineResult;
import org.apache.wss4j.dom.handler.RequestData;
import org.apache.wss4j.dom.processor.Processor;
import org.w3c.dom.Element;

/** Stands where WSS4J has a processor that AS4 does not need: refuses the element. */
enum NoProcessor implements Processor {
    INSTANCE;

    @Override
    public List<WSSecurityEngineResult> handleToken(Element element, RequestData request) throws WSSecurityException {
        throw new WSSecurityException(WSSecurityException.ErrorCode.UNSUPPORTED_SECURITY_TOKEN);
    }
}
