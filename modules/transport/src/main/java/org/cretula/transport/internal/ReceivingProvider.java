package org.cretula.transport.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.xml.soap.SOAPMessage;
import jakarta.xml.ws.BindingType;
import jakarta.xml.ws.Provider;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import jakarta.xml.ws.soap.SOAPBinding;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.jspecify.annotations.Nullable;

/** The end of CXF's chain; public because CXF calls it by reflection. */
@WebServiceProvider(serviceName = "As4", portName = "As4Port", targetNamespace = "urn:cretula:as4")
@ServiceMode(Service.Mode.MESSAGE)
@BindingType(SOAPBinding.SOAP12HTTP_BINDING)
public final class ReceivingProvider implements Provider<SOAPMessage> {

    /** Accepts the verified message of this exchange; the answer leaves through the servlet, not through CXF. */
    @Override
    public @Nullable SOAPMessage invoke(SOAPMessage request) {
        reception(PhaseInterceptorChain.getCurrentMessage()).accept();
        return null;
    }

    static Reception reception(Message message) {
        if (message.get(AbstractHTTPDestination.HTTP_REQUEST) instanceof HttpServletRequest request
                && request.getAttribute(Reception.KEY) instanceof Reception reception) {
            return reception;
        }
        throw new IllegalStateException("a message came into the SOAP stack past its door");
    }
}
