package org.cretula.transport.internal;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cretula.transport.SignedReference;
import org.cretula.xml.XmlElement;
import org.w3c.dom.Element;

/**
 * The signature covers the whole message: Messaging and Body where they are read, each attachment once, and nothing
 * else (attacks S01, S02, S03).
 *
 * <p>Elements are compared as nodes, not by identifier. The digest of each attachment is taken again over the very
 * bytes that are handed on, so no transform of the signature library stands between what was signed and what is read.
 */
final class Coverage {

    private Coverage() {}

    static void check(SoapEnvelope envelope, Opener.Opened opened) throws Refusal {
        List<Element> expected = new ArrayList<>(
                List.of(envelope.messaging().dom(), envelope.body().dom()));
        for (XmlElement child : envelope.security().get(0).children()) {
            if (child.name().getLocalPart().equals("Timestamp")) {
                expected.add(child.dom());
            }
        }
        for (Element element : expected) {
            long times = opened.covered().stream().filter(c -> c == element).count();
            if (times != 1) {
                throw SecurityRules.policy("expected " + element.getLocalName()
                        + " of this envelope signed exactly once, found it signed " + times + " times");
            }
        }
        int parts = opened.parts().size();
        if (opened.covered().size() != expected.size()
                || opened.coveredParts().size() != parts
                || opened.rules().references().size() != expected.size() + parts) {
            throw SecurityRules.policy("expected the signature to cover Messaging, Body and the " + parts
                    + " attachments and nothing else, found "
                    + opened.rules().references().size() + " references");
        }
        Map<String, String> digests = new HashMap<>();
        for (SignedReference reference : opened.rules().references()) {
            digests.put(reference.uri(), reference.digestValue());
        }
        MessageDigest sha256 = Digests.sha256();
        for (RawPart part : opened.parts()) {
            String cid = Cid.decoded(part.cid());
            String digest = Base64.getEncoder().encodeToString(sha256.digest(part.bytes()));
            if (!opened.coveredParts().contains(cid) || !digest.equals(digests.get("cid:" + cid))) {
                throw SecurityRules.policy("expected attachment '" + cid + "' signed as it is, found it not signed");
            }
        }
    }
}
