package org.cretula.transport.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.apache.wss4j.common.ext.Attachment;
import org.apache.wss4j.common.ext.AttachmentRemovalCallback;
import org.apache.wss4j.common.ext.AttachmentRequestCallback;
import org.apache.wss4j.common.ext.AttachmentResultCallback;

/**
 * The attachments of one message as WSS4J asks for them and gives them back.
 *
 * <p>Every attachment is shown as {@code application/octet-stream}, whatever its MIME header says: WSS4J would otherwise
 * parse XML attachments and digest another form of them than the one that is delivered. What comes back from decryption
 * is read to its end before anything uses it, since only the end proves that it is intact.
 */
final class Parts implements CallbackHandler {

    private final Map<String, byte[]> byCid = new LinkedHashMap<>();
    private final String declaredType;

    private Parts(List<RawPart> parts, String declaredType) {
        this.declaredType = declaredType;
        parts.forEach(p -> byCid.put(p.cid(), p.bytes()));
    }

    static Parts received(List<RawPart> parts) {
        return new Parts(parts, Names.OCTETS);
    }

    /** Parts to be encrypted; their type is told to the receiver in EncryptedData. */
    static Parts gzipped(List<RawPart> parts) {
        return new Parts(parts, Names.GZIP);
    }

    List<RawPart> list() {
        List<RawPart> parts = new ArrayList<>();
        byCid.forEach((cid, bytes) -> parts.add(new RawPart(cid, bytes)));
        return parts;
    }

    @Override
    public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof AttachmentRequestCallback request) {
                request.setAttachments(requested(request.getAttachmentId()));
            } else if (callback instanceof AttachmentResultCallback result) {
                // Replacing keeps the order of the parts.
                byCid.put(
                        known(result.getAttachmentId()),
                        result.getAttachment().getSourceStream().readAllBytes());
            } else if (!(callback instanceof AttachmentRemovalCallback)) {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }

    private List<Attachment> requested(String id) throws IOException {
        List<Attachment> found = new ArrayList<>();
        if (id.equals("Attachments")) {
            byCid.keySet().forEach(cid -> found.add(attachment(cid, cid)));
        } else {
            found.add(attachment(id, known(id)));
        }
        return found;
    }

    private String known(String id) throws IOException {
        for (String cid : byCid.keySet()) {
            String decoded = Cid.decoded(cid);
            // WSS4J decodes cid: URIs as if they were form data, where '+' stands for a blank.
            if (cid.equals(id)
                    || decoded.equals(id)
                    || decoded.replace('+', ' ').equals(id)) {
                return cid;
            }
        }
        throw new IOException("no attachment has the Content-ID that is referred to");
    }

    private Attachment attachment(String id, String cid) {
        Attachment attachment = new Attachment();
        attachment.setId(id);
        attachment.setMimeType(declaredType);
        attachment.addHeader("Content-Type", declaredType);
        attachment.setSourceStream(new ByteArrayInputStream(byCid.getOrDefault(cid, new byte[0])));
        return attachment;
    }
}
