package org.cretula.transport.internal;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.WSDataRef;
import org.apache.wss4j.dom.engine.WSSConfig;
import org.apache.wss4j.dom.engine.WSSecurityEngine;
import org.apache.wss4j.dom.engine.WSSecurityEngineResult;
import org.apache.wss4j.dom.handler.RequestData;
import org.apache.wss4j.dom.handler.WSHandlerResult;
import org.cretula.transport.As4Identity;
import org.cretula.xml.XmlElement;
import org.w3c.dom.Element;

/**
 * Decrypts the attachments of a message and verifies its signature, for messages and for signals alike.
 *
 * <p>Strategy: read the security header as a closed profile; let WSS4J do the cryptography; then compare what it says
 * it decrypted and verified with what the profile read, node by node. WSS4J by itself only reports that some signature
 * over something was good.
 */
final class Opener {

    private final As4Identity identity;

    Opener(As4Identity identity) {
        Wss.ready();
        this.identity = identity;
    }

    /**
     * A message whose signature is good; what it covers is not yet checked.
     *
     * @param rules the security header
     * @param covered elements that the signature covers, the very nodes
     * @param coveredParts Content-IDs that the signature covers, as WSS4J reports them
     * @param decrypted number of attachments that WSS4J decrypted
     * @param signer the pinned certificate
     * @param parts attachments, decrypted
     */
    record Opened(
            SecurityRules rules,
            List<Element> covered,
            Set<String> coveredParts,
            int decrypted,
            X509Certificate signer,
            List<RawPart> parts) {}

    Opened open(SoapEnvelope envelope, List<RawPart> received, List<X509Certificate> partner, Instant now)
            throws Refusal {
        SecurityRules rules = SecurityRules.read(envelope, partner, identity.decryptionCertificate());
        Parts parts = Parts.received(received);
        PinnedSigner pinned = new PinnedSigner(partner, now);
        WSHandlerResult result = run(envelope.security().get(0), parts, pinned, now);
        List<WSSecurityEngineResult> signatures = result.getActionResults().getOrDefault(WSConstants.SIGN, List.of());
        if (signatures.size() != 1) {
            throw SecurityRules.policy("expected one verified signature, found " + signatures.size());
        }
        List<Element> covered = new ArrayList<>();
        Set<String> coveredParts = new HashSet<>();
        for (WSDataRef ref : dataRefs(signatures.get(0))) {
            if (ref.isAttachment()) {
                coveredParts.add(Cid.ofUri(ref.getWsuId()));
            } else {
                covered.add(ref.getProtectedElement());
            }
        }
        int decrypted = 0;
        for (WSSecurityEngineResult key : result.getActionResults().getOrDefault(WSConstants.ENCR, List.of())) {
            decrypted +=
                    (int) dataRefs(key).stream().filter(WSDataRef::isAttachment).count();
        }
        if (!(signatures.get(0).get(WSSecurityEngineResult.TAG_X509_CERTIFICATE) instanceof X509Certificate signer)
                || !pinned.accepts(signer)) {
            throw new Refusal(
                    EbmsCode.FAILED_AUTHENTICATION, "expected the signing certificate agreed, within validity");
        }
        return new Opened(rules, covered, coveredParts, decrypted, signer, parts.list());
    }

    @SuppressWarnings("unchecked") // WSS4J keeps its results in a map of objects
    private static List<WSDataRef> dataRefs(WSSecurityEngineResult result) {
        return Optional.ofNullable((List<WSDataRef>) result.get(WSSecurityEngineResult.TAG_DATA_REF_URIS))
                .orElse(List.of());
    }

    private WSHandlerResult run(XmlElement security, Parts parts, PinnedSigner pinned, Instant now) throws Refusal {
        WSSConfig configuration = Wss.configuration(pinned);
        configuration.setCurrentTime(() -> now);
        WSSecurityEngine engine = new WSSecurityEngine();
        engine.setWssConfig(configuration);
        Keys keys = new Keys(identity);
        RequestData data = new RequestData();
        data.setWssConfig(configuration);
        data.setSigVerCrypto(keys);
        data.setDecCrypto(keys);
        data.setAttachmentCallbackHandler(parts);
        // WSS4J insists on somebody to ask for passwords; our keys have none.
        data.setCallbackHandler(callbacks -> {});
        data.setExpandXopInclude(false);
        data.setAllowRSA15KeyTransportAlgorithm(false);
        try {
            return engine.processSecurityHeader(security.dom(), data);
        } catch (WSSecurityException e) {
            throw refusal(e, now);
        }
    }

    private static Refusal refusal(WSSecurityException e, Instant now) {
        return switch (e.getErrorCode()) {
            case FAILED_AUTHENTICATION ->
                new Refusal(
                        EbmsCode.FAILED_AUTHENTICATION,
                        "expected a signing certificate within its validity at " + now
                                + "; exchange certificates and update the P-Mode",
                        e);
            case SECURITY_TOKEN_UNAVAILABLE,
                    UNSUPPORTED_SECURITY_TOKEN,
                    UNSUPPORTED_ALGORITHM,
                    INVALID_SECURITY_TOKEN ->
                new Refusal(EbmsCode.POLICY_NONCOMPLIANCE, "expected only security tokens of the AS4 profile", e);
            case MESSAGE_EXPIRED -> new Refusal(EbmsCode.FAILED_AUTHENTICATION, "expected a current wsu:Timestamp", e);
            case FAILED_ENCRYPTION ->
                // The same words for a wrong key and for wrong bytes: the difference would help whoever guesses.
                new Refusal(
                        EbmsCode.FAILED_DECRYPTION,
                        "expected attachments encrypted for us and intact, cannot decrypt them",
                        e);
            case FAILED_CHECK, FAILED_SIGNATURE, FAILURE, INVALID_SECURITY, SECURITY_ERROR ->
                new Refusal(
                        EbmsCode.FAILED_AUTHENTICATION,
                        "expected a signature over exactly this message, found that bytes or key differ",
                        e);
        };
    }
}
