package org.cretula.oracle.phase4;

import com.helger.mime.parse.MimeTypeParser;
import com.helger.mime.parse.MimeTypeParserException;
import com.helger.phase4.attachment.AS4OutgoingAttachment;
import com.helger.phase4.crypto.AS4CryptParams;
import com.helger.phase4.crypto.AS4SigningParams;
import com.helger.phase4.crypto.ECryptoKeyEncryptionAlgorithm;
import com.helger.phase4.crypto.ECryptoKeyIdentifierType;
import com.helger.phase4.crypto.IWSSecSignatureCustomizer;
import com.helger.phase4.messaging.http.HttpRetrySettings;
import com.helger.phase4.mgr.MetaAS4Manager;
import com.helger.phase4.model.message.MessageHelperMethods;
import com.helger.phase4.model.pmode.PMode;
import com.helger.phase4.model.pmode.leg.PModeLegSecurity;
import com.helger.phase4.sender.AS4Sender;
import com.helger.phase4.sender.EAS4UserMessageSendResult;
import com.helger.photon.io.WebFileIO;
import com.helger.scope.mgr.ScopeManager;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.wss4j.common.WSEncryptionPart;
import org.apache.wss4j.common.WSS4JConstants;
import org.apache.wss4j.dom.message.WSSecSignature;
import org.cretula.verdict.OneDoor;

/**
 * Sends one AS4 message and says what came back.
 *
 * <pre>{@code
 * Phase4Client --url URL --payload FILE… --response FILE, the arguments that both programs have (see the package), and
 *   --mime TYPE          of the payloads                     application/xml
 *   --message-id ID      to send a message again             a new one
 *   --gzip yes|no                                            yes
 *   --sign yes|no        no: breaks the terms                yes
 *   --unsigned PART…     Messaging, Body or attachments: breaks the terms
 *   --encrypt yes|no     no: breaks the terms                yes
 * }</pre>
 *
 * <p>Prints on stdout, tab-separated: {@code ERROR}, code and detail for each ebMS error in the answer; then {@code
 * RECEIPT}, {@code VALID} or {@code INVALID} or {@code NONE}, message id and phase4's own word for the result. {@code
 * VALID}: a receipt for this message, signed by the partner, whose non-repudiation information is that of the signature
 * sent. {@code INVALID}: some other answer. {@code NONE}: no answer with content. The answer's body, as it came, is in
 * the file {@code --response}. phase4's own log goes to stderr. Ends with 0 (valid), 1 (invalid), 2 (none), 64 (usage)
 * or 66 (cannot read or write a file).
 */
public final class Phase4Client {

    private Phase4Client() {}

    /** See the class comment. */
    @OneDoor("a program ends with an exit code")
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out));
    }

    /** The program itself; may be called several times in one JVM. */
    static int run(String[] arguments, PrintStream out) {
        try {
            PeerOptions options = PeerOptions.parse(
                    arguments,
                    Set.of("url", "payload", "mime", "response", "message-id", "gzip", "sign", "unsigned", "encrypt"));
            beginScope();
            return send(options, out);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 64;
        } catch (IOException | GeneralSecurityException e) {
            System.err.println("cannot read or write " + e.getMessage());
            return 66;
        }
    }

    private static void beginScope() throws IOException {
        if (!ScopeManager.isGlobalScopePresent()) {
            Path data = Files.createTempDirectory("phase4-client");
            data.toFile().deleteOnExit();
            ScopeManager.onGlobalBegin("phase4-client");
            WebFileIO.initPaths(data.toFile(), data.toString(), false);
        }
    }

    private static int send(PeerOptions options, PrintStream out) throws IOException, GeneralSecurityException {
        String id = options.or("message-id", MessageHelperMethods.createRandomMessageID());
        Answer answer = new Answer(id, Path.of(options.required("response")));
        AS4Sender.BuilderUserMessage message = message(options, id);
        message.rawResponseConsumer(answer::save)
                .signalMsgConsumer((signal, metadata, state) -> answer.signal(signal, state.isSoapSignatureChecked()))
                .signalMsgValidationResultHdl(answer);
        EAS4UserMessageSendResult result = message.sendMessageAndCheckForReceipt();
        if (result == EAS4UserMessageSendResult.INVALID_PARAMETERS) {
            throw new IllegalArgumentException("phase4 misses an argument");
        }
        String validity = answer.validity(result.isSuccess());
        answer.errors().forEach(error -> out.println("ERROR\t" + error));
        out.println(String.join("\t", "RECEIPT", validity, id, result.getID()));
        return switch (validity) {
            case "VALID" -> 0;
            case "NONE" -> 2;
            default -> 1;
        };
    }

    private static AS4Sender.BuilderUserMessage message(PeerOptions options, String id)
            throws IOException, GeneralSecurityException {
        ExchangeTerms terms = ExchangeTerms.of(options);
        PeerKeys keys = PeerKeys.of(options);
        boolean encrypted = options.unlessNo("encrypt");
        PMode pMode = terms.pMode();
        breakTerms(pMode.getLeg1().getSecurity(), options.unlessNo("sign"), encrypted);
        MetaAS4Manager.getPModeMgr().createOrUpdatePMode(pMode);
        AS4Sender.BuilderUserMessage message = AS4Sender.builderUserMessage()
                .as4ProfileID(ProfileRegistrar.ID)
                .pmode(pMode)
                .cryptoFactory(keys.crypto())
                .httpRetrySettings(new HttpRetrySettings().setMaxRetries(0))
                .endpointURL(options.required("url"))
                .messageID(id)
                .fromPartyIDType(terms.partyType())
                .fromPartyID(terms.initiator())
                .fromRole(terms.initiatorRole())
                .toPartyIDType(terms.partyType())
                .toPartyID(terms.responder())
                .toRole(terms.responderRole())
                .service(terms.service())
                .action(terms.action())
                .agreementRef(terms.agreement())
                .withSigningParams(signing -> signing(signing, options.all("unsigned")));
        if (encrypted) {
            message.receiverCertificate(keys.partner()).withCryptParams(Phase4Client::keyTransport);
        }
        for (String payload : options.all("payload")) {
            message.addAttachment(part(Path.of(payload), options));
        }
        return message;
    }

    private static void signing(AS4SigningParams parameters, List<String> unsigned) {
        parameters
                .setKeyIdentifierType(ECryptoKeyIdentifierType.BST_DIRECT_REFERENCE)
                .setWSSecSignatureCustomizer(new IWSSecSignatureCustomizer() {
                    @Override
                    public void customize(WSSecSignature signature) {
                        signature.getParts().removeIf(part -> unsigned.contains(nameOf(part)));
                    }
                });
    }

    /** phase4 names the body by its element, the attachments by a word, and Messaging by a random id. */
    private static String nameOf(WSEncryptionPart part) {
        if ("cid:Attachments".equals(part.getId())) {
            return "attachments";
        }
        return "Body".equals(part.getName()) ? "Body" : "Messaging";
    }

    private static void keyTransport(AS4CryptParams parameters) {
        parameters
                .setKeyIdentifierType(ECryptoKeyIdentifierType.BST_DIRECT_REFERENCE)
                .setKeyEncAlgorithm(ECryptoKeyEncryptionAlgorithm.RSA_OAEP_XENC11)
                .setDigestAlgorithm(WSS4JConstants.SHA256)
                .setMGFAlgorithm(WSS4JConstants.MGF_SHA256);
    }

    private static void breakTerms(PModeLegSecurity security, boolean sign, boolean encrypt) {
        if (!sign) {
            security.disableSigning();
        }
        if (!encrypt) {
            security.disableEncryption();
        }
    }

    private static AS4OutgoingAttachment part(Path file, PeerOptions options) throws IOException {
        try {
            AS4OutgoingAttachment.Builder part = AS4OutgoingAttachment.builder()
                    .data(Files.readAllBytes(file))
                    .mimeType(Optional.ofNullable(MimeTypeParser.parseMimeType(options.or("mime", "application/xml")))
                            .orElseThrow());
            return (options.unlessNo("gzip") ? part.compressionGZIP() : part).build();
        } catch (MimeTypeParserException e) {
            throw new IllegalArgumentException("--mime is not a media type", e);
        }
    }
}
