package org.cretula.transport.internal;

import jakarta.xml.soap.SOAPMessage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.binding.soap.saaj.SAAJInInterceptor;
import org.apache.cxf.helpers.DOMUtils;
import org.apache.cxf.message.Attachment;
import org.apache.cxf.phase.Phase;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Stands in CXF's chain where its own security interceptor would: opens the message, or ends the chain.
 *
 * <p>CXF's interceptor compares kinds of action only, mixes its own faults into the answer, and needs to be told
 * beforehand what a message will hold. Attachments are taken from the CXF message, where they are still as they came;
 * the SAAJ copy of them is made before decryption.
 */
final class VerifyingInterceptor extends AbstractSoapInterceptor {

    private final Opener opener;
    private final Clock clock;

    VerifyingInterceptor(Opener opener, Clock clock) {
        super(Phase.PRE_PROTOCOL);
        addAfter(SAAJInInterceptor.class.getName());
        this.opener = opener;
        this.clock = clock;
    }

    @Override
    public Set<QName> getUnderstoodHeaders() {
        return Set.of(Names.eb("Messaging"), Names.wsse("Security"));
    }

    @Override
    public void handleMessage(SoapMessage message) {
        Reception reception = ReceivingProvider.reception(message);
        try {
            SOAPMessage saaj = message.getContent(SOAPMessage.class);
            Element root = (Element) DOMUtils.getDomElement(saaj.getSOAPPart().getDocumentElement());
            Document document = root.getOwnerDocument();
            List<RawPart> parts = parts(message.getAttachments());
            same(parts, reception.expected.parsed.mime.parts());
            reception.verified(
                    Inbound.Verified.of(reception.expected, SoapEnvelope.of(document), parts, opener, clock.instant()));
        } catch (Refusal e) {
            reception.refuse(e);
            message.getInterceptorChain().abort();
        } catch (IOException e) {
            reception.refuse(new Refusal(EbmsCode.MIME_INCONSISTENCY, "expected attachments that can be read", e));
            message.getInterceptorChain().abort();
        }
    }

    private static List<RawPart> parts(Collection<Attachment> attachments) throws IOException {
        List<RawPart> parts = new ArrayList<>();
        for (Attachment attachment : attachments == null ? List.<Attachment>of() : attachments) {
            try (InputStream in = attachment.getDataHandler().getInputStream()) {
                parts.add(new RawPart(attachment.getId(), in.readAllBytes()));
            }
        }
        return parts;
    }

    /** Two MIME parsers read the same, or the message is refused. */
    private static void same(List<RawPart> seen, List<RawPart> expected) throws Refusal {
        boolean same = seen.size() == expected.size();
        for (int i = 0; same && i < seen.size(); i++) {
            same = Cid.decoded(seen.get(i).cid())
                            .equals(Cid.decoded(expected.get(i).cid()))
                    && Arrays.equals(seen.get(i).bytes(), expected.get(i).bytes());
        }
        if (!same) {
            throw new Refusal(EbmsCode.MIME_INCONSISTENCY, "expected one reading of the attachments, found two");
        }
    }
}
