package org.cretula.oracle.phase4;

import com.helger.phase4.client.AS4ClientSentMessage;
import com.helger.phase4.ebms3header.Ebms3MessageInfo;
import com.helger.phase4.ebms3header.Ebms3SignalMessage;
import com.helger.phase4.sender.IAS4SignalMessageValidationResultHandler;
import com.helger.phase4.util.Phase4Exception;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What came back for one message, as phase4 reports it piece by piece. */
final class Answer implements IAS4SignalMessageValidationResultHandler {

    private final String messageId;
    private final Path file;
    private final List<String> errors = new ArrayList<>();
    private boolean any;
    private boolean signed;
    private boolean ours;
    private boolean sameReferences;
    private boolean otherReferences;

    Answer(String messageId, Path file) {
        this.messageId = messageId;
        this.file = file;
    }

    /** Keeps the body before anybody reads it. */
    void save(AS4ClientSentMessage<byte[]> sent) throws Phase4Exception {
        byte[] content = sent.getResponseContent();
        byte[] body = content == null ? new byte[0] : content;
        body(body);
        try {
            Files.write(file, body);
        } catch (IOException e) {
            throw new Phase4Exception("cannot write " + file, e);
        }
    }

    void body(byte[] body) {
        any = body.length > 0;
    }

    /** Called once the signature is verified, if there is one; {@code verified} says whether there was. */
    void signal(Ebms3SignalMessage signal, boolean verified) {
        signed = verified;
        ours = Optional.ofNullable(signal.getMessageInfo())
                .map(Ebms3MessageInfo::getRefToMessageId)
                .filter(messageId::equals)
                .isPresent();
        signal.getError()
                .forEach(error -> errors.add(error.getErrorCode() + "\t"
                        + String.valueOf(error.getErrorDetail()).replaceAll("\\s+", " ")));
    }

    @Override
    public void onSuccess() {
        sameReferences = true;
    }

    @Override
    public void onError(String message) {
        otherReferences = true;
        System.err.println(message);
    }

    @Override
    public void onNotApplicable() {
        sameReferences = false;
    }

    /** Code and detail of each ebMS error, tab-separated. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    /** {@code VALID}, {@code INVALID} or {@code NONE}; {@code receipt}: phase4 took the answer for a receipt. */
    String validity(boolean receipt) {
        if (!any) {
            return "NONE";
        }
        boolean valid = receipt && signed && ours && sameReferences && !otherReferences && errors.isEmpty();
        return valid ? "VALID" : "INVALID";
    }
}
