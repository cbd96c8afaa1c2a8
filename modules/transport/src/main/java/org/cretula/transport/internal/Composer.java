package org.cretula.transport.internal;

import jakarta.xml.soap.MessageFactory;
import jakarta.xml.soap.SOAPConstants;
import jakarta.xml.soap.SOAPException;
import jakarta.xml.soap.SOAPMessage;
import jakarta.xml.ws.Dispatch;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.WebServiceException;
import jakarta.xml.ws.soap.SOAPBinding;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.namespace.QName;
import javax.xml.transform.dom.DOMSource;
import org.apache.cxf.Bus;
import org.apache.cxf.attachment.AttachmentImpl;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.binding.soap.saaj.SAAJOutInterceptor;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.endpoint.PreexistingConduitSelector;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.jaxws.DispatchImpl;
import org.apache.cxf.jaxws.ServiceImpl;
import org.apache.cxf.message.Attachment;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.transport.AbstractConduit;
import org.apache.cxf.ws.addressing.AttributedURIType;
import org.apache.cxf.ws.addressing.EndpointReferenceType;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.dom.message.WSSecHeader;
import org.cretula.transport.As4Identity;
import org.cretula.transport.OutboundMessage;
import org.cretula.transport.PMode;
import org.cretula.transport.Payload;
import org.cretula.transport.WireMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Document;

/**
 * Makes the bytes of a message: CXF's out chain with a Dispatch in MESSAGE mode, into a conduit that keeps the bytes
 * instead of sending them.
 *
 * <p>Attachments are put on the CXF message before its serialiser starts. Given to SAAJ instead, they would reach CXF
 * only after the security interceptor ran, and go out unsigned without any error.
 */
public final class Composer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Composer.class);
    private static final String JOB = Job.class.getName();
    private static final QName SERVICE = new QName("urn:cretula:as4", "As4");
    private static final QName PORT = new QName("urn:cretula:as4", "As4Port");
    private static final String NOWHERE = "http://nowhere.invalid/";

    private final Bus bus;
    private final Sealer sealer;
    private final Dispatch<SOAPMessage> dispatch;

    /** A composer that signs with this identity's key; may be shared by threads. */
    public Composer(As4Identity identity) {
        this.sealer = new Sealer(identity);
        this.bus = SoapStack.bus();
        ServiceImpl service = new ServiceImpl(bus, null, SERVICE, Service.class);
        service.addPort(PORT, SOAPBinding.SOAP12HTTP_BINDING, NOWHERE);
        this.dispatch = service.createDispatch(PORT, SOAPMessage.class, Service.Mode.MESSAGE);
        dispatch.getRequestContext().put("thread.local.request.context", "true");
        Client client = ((DispatchImpl<?>) dispatch).getClient();
        client.setConduitSelector(new PreexistingConduitSelector(new KeepingConduit(), client.getEndpoint()));
        client.getOutInterceptors().add(new SAAJOutInterceptor());
        client.getOutInterceptors().add(new Attaching());
        client.getOutInterceptors().add(new Securing(sealer));
    }

    /** The message as it goes on the wire. */
    public WireMessage compose(OutboundMessage message, PMode mode) {
        List<RawPart> parts = new ArrayList<>();
        for (Payload payload : message.payloads()) {
            parts.add(new RawPart(payload.contentId(), Gzip.compress(payload.bytes())));
        }
        Document document = Xml.own(MessagingWriter.userMessage(message, mode));
        if (parts.isEmpty()) {
            return new WireMessage(Answer.CONTENT_TYPE, sealer.signal(document));
        }
        Job job = new Job(Parts.gzipped(parts), mode);
        try {
            SOAPMessage saaj =
                    MessageFactory.newInstance(SOAPConstants.SOAP_1_2_PROTOCOL).createMessage();
            saaj.getSOAPPart().setContent(new DOMSource(document));
            dispatch.getRequestContext().put(JOB, job);
            dispatch.invokeOneWay(saaj);
        } catch (SOAPException | WebServiceException e) {
            throw new IllegalStateException("cannot compose message " + message.messageId(), e);
        } finally {
            dispatch.getRequestContext().remove(JOB);
        }
        return job.kept();
    }

    @Override
    public void close() {
        bus.shutdown(true);
    }

    /** One message on its way through the chain. */
    private static final class Job {
        private final Parts parts;
        private final PMode mode;
        private List<WireMessage> kept = List.of();

        Job(Parts parts, PMode mode) {
            this.parts = parts;
            this.mode = mode;
        }

        static Job of(Message message) {
            if (message.get(JOB) instanceof Job job) {
                return job;
            }
            throw new IllegalStateException("a message entered the chain that was not composed here");
        }

        WireMessage kept() {
            if (kept.size() != 1) {
                throw new IllegalStateException("expected the chain to write one message, it wrote " + kept.size());
            }
            return kept.get(0);
        }
    }

    private static List<Attachment> attachments(Parts parts, String type) {
        List<Attachment> attachments = new ArrayList<>();
        for (RawPart part : parts.list()) {
            AttachmentImpl attachment = new AttachmentImpl(part.cid(), new PartSource(part.bytes(), type).handler());
            attachment.setHeader("Content-Transfer-Encoding", "binary");
            attachments.add(attachment);
        }
        return attachments;
    }

    private static final class Attaching extends AbstractSoapInterceptor {
        Attaching() {
            super(Phase.SETUP);
        }

        @Override
        public void handleMessage(SoapMessage message) {
            message.setAttachments(attachments(Job.of(message).parts, Names.GZIP));
        }
    }

    private static final class Securing extends AbstractSoapInterceptor {
        private final Sealer sealer;

        Securing(Sealer sealer) {
            super(Phase.POST_PROTOCOL);
            this.sealer = sealer;
        }

        @Override
        public void handleMessage(SoapMessage message) {
            Job job = Job.of(message);
            boolean encrypted = job.mode.security() == PMode.Security.SIGN_AND_ENCRYPT;
            Document document = message.getContent(SOAPMessage.class).getSOAPPart();
            try {
                WSSecHeader header = sealer.sign(document, job.parts);
                if (encrypted) {
                    sealer.encrypt(
                            header,
                            job.parts,
                            job.mode.partnerEncryptionCertificate().orElseThrow());
                }
            } catch (WSSecurityException e) {
                throw new Fault(e);
            }
            message.setAttachments(attachments(job.parts, encrypted ? Names.OCTETS : Names.GZIP));
        }
    }

    /** A conduit that leads nowhere. */
    private static final class KeepingConduit extends AbstractConduit {
        KeepingConduit() {
            super(target());
        }

        private static EndpointReferenceType target() {
            AttributedURIType address = new AttributedURIType();
            address.setValue(NOWHERE);
            EndpointReferenceType target = new EndpointReferenceType();
            target.setAddress(address);
            return target;
        }

        @Override
        protected java.util.logging.Logger getLogger() {
            return java.util.logging.Logger.getLogger(KeepingConduit.class.getName());
        }

        @Override
        public void prepare(Message message) {
            message.setContent(java.io.OutputStream.class, new ByteArrayOutputStream());
        }

        @Override
        public void close(Message message) {
            if (message.getContent(java.io.OutputStream.class) instanceof ByteArrayOutputStream out) {
                Job.of(message).kept =
                        List.of(new WireMessage(String.valueOf(message.get(Message.CONTENT_TYPE)), out.toByteArray()));
                LOG.debug("composed {} bytes", out.size());
            }
        }
    }
}
