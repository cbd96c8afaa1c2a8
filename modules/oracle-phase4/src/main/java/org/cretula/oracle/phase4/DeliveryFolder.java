package org.cretula.oracle.phase4;

import static java.util.Objects.requireNonNull;

import com.helger.collection.commons.ICommonsList;
import com.helger.http.header.HttpHeaderMap;
import com.helger.phase4.attachment.WSS4JAttachment;
import com.helger.phase4.ebms3header.Ebms3SignalMessage;
import com.helger.phase4.ebms3header.Ebms3UserMessage;
import com.helger.phase4.error.AS4ErrorList;
import com.helger.phase4.incoming.IAS4IncomingMessageMetadata;
import com.helger.phase4.incoming.IAS4IncomingMessageState;
import com.helger.phase4.incoming.spi.AS4MessageProcessorResult;
import com.helger.phase4.incoming.spi.AS4SignalMessageProcessorResult;
import com.helger.phase4.incoming.spi.IAS4IncomingMessageProcessorSPI;
import com.helger.phase4.model.error.EEbmsError;
import com.helger.phase4.model.pmode.IPMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Node;

/**
 * Writes each accepted message into a folder of its own, and refuses what is not wholly signed, not encrypted or not
 * as agreed.
 *
 * <p>phase4 alone would deliver an unsigned, partly signed or unencrypted message: it leaves that judgement to the application, which
 * is this class. The folders are {@code 0001}, {@code 0002} and so on; each appears complete, before the receipt goes
 * out. In it: {@code message-id.txt}, {@code conversation-id.txt}, and {@code payload-1}, {@code payload-2} and so on,
 * decompressed.
 */
final class DeliveryFolder implements IAS4IncomingMessageProcessorSPI {

    private final Path folder;
    private final ExchangeTerms terms;
    private final PrintStream out;
    private final AtomicInteger count = new AtomicInteger();

    DeliveryFolder(Path folder, ExchangeTerms terms, PrintStream out) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.terms = terms;
        this.out = out;
    }

    @Override
    public AS4MessageProcessorResult processAS4UserMessage(
            IAS4IncomingMessageMetadata metadata,
            HttpHeaderMap headers,
            Ebms3UserMessage message,
            IPMode pMode,
            @Nullable Node payload,
            @Nullable ICommonsList<WSS4JAttachment> attachments,
            IAS4IncomingMessageState state,
            AS4ErrorList errors) {
        // phase4 has checked the header against its schema, which demands all three.
        String id = requireNonNull(requireNonNull(message.getMessageInfo()).getMessageId());
        String conversation =
                requireNonNull(requireNonNull(message.getCollaborationInfo()).getConversationId());
        List<WSS4JAttachment> parts = attachments == null ? List.of() : attachments;
        if (!state.isSoapSignatureChecked()) {
            return refuse(EEbmsError.EBMS_POLICY_NONCOMPLIANCE, "the message is not signed", errors);
        }
        if (!parts.isEmpty() && !state.isSoapDecrypted()) {
            return refuse(EEbmsError.EBMS_POLICY_NONCOMPLIANCE, "the payload is not encrypted", errors);
        }
        List<String> unsigned = SignatureCoverage.missing(requireNonNull(state.getOriginalSoapDocument()), message);
        if (!unsigned.isEmpty()) {
            return refuse(EEbmsError.EBMS_POLICY_NONCOMPLIANCE, "not signed: " + unsigned, errors);
        }
        List<String> mismatches = terms.mismatches(message);
        if (!mismatches.isEmpty()) {
            return refuse(EEbmsError.EBMS_PROCESSING_MODE_MISMATCH, String.join("; ", mismatches), errors);
        }
        try {
            Path delivered = deliver(id, conversation, parts);
            out.println(String.join("\t", "DELIVERED", id, String.valueOf(parts.size()), delivered.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot store " + id, e);
        }
        return AS4MessageProcessorResult.createSuccess();
    }

    private Path deliver(String id, String conversation, List<WSS4JAttachment> parts) throws IOException {
        String name = String.format(Locale.ROOT, "%04d", count.incrementAndGet());
        Path unfinished = Files.createDirectory(folder.resolve("." + name));
        Files.writeString(unfinished.resolve("message-id.txt"), id);
        Files.writeString(unfinished.resolve("conversation-id.txt"), conversation);
        for (int i = 0; i < parts.size(); i++) {
            try (InputStream in = parts.get(i).getSourceStream()) {
                Files.copy(in, unfinished.resolve("payload-" + (i + 1)));
            }
        }
        return Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static AS4MessageProcessorResult refuse(EEbmsError error, String why, AS4ErrorList errors) {
        errors.add(error.errorBuilder(Locale.ROOT).errorDetail(why).build());
        return AS4MessageProcessorResult.createFailure();
    }

    @Override
    public AS4SignalMessageProcessorResult processAS4SignalMessage(
            IAS4IncomingMessageMetadata metadata,
            HttpHeaderMap headers,
            Ebms3SignalMessage message,
            @Nullable IPMode pMode,
            IAS4IncomingMessageState state,
            AS4ErrorList errors) {
        errors.add(EEbmsError.EBMS_FEATURE_NOT_SUPPORTED
                .errorBuilder(Locale.ROOT)
                .errorDetail("this peer takes user messages only")
                .build());
        return AS4SignalMessageProcessorResult.createFailure();
    }

    @Override
    public void processAS4ResponseMessage(
            IAS4IncomingMessageMetadata metadata,
            IAS4IncomingMessageState state,
            String responseId,
            byte @Nullable [] response,
            boolean available,
            AS4ErrorList errors) {
        List<String> refusals = new ArrayList<>();
        errors.forEach(error -> refusals.add(error.getEbmsError().getErrorCode() + " "
                + String.valueOf(error.getEbmsError().getErrorDetail()).replaceAll("\\s+", " ")));
        if (!refusals.isEmpty()) {
            out.println(String.join("\t", "REFUSED", String.valueOf(state.getMessageID()), refusals.toString()));
        }
    }
}
