package org.cretula.conformance.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.namespace.QName;
import org.apache.xml.security.Init;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.cretula.transport.As4Identity;
import org.cretula.transport.WireMessage;
import org.cretula.trust.Providers;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;

/**
 * A message of ours, spoilt on its raw bytes in one way, so that a receiver can be shown one fault at a time.
 *
 * <p>A fault that any change of bytes makes, such as a digest that no longer fits, needs no key. One that must survive
 * the checks before it, such as an attachment that the signature leaves out, is signed anew by our own key after the
 * change: then the signature verifies, and only the fault itself is left to be found.
 */
public final class Mutant {

    private static final Pattern SIGNATURE = Pattern.compile("<ds:Signature[ >].*</ds:Signature>", Pattern.DOTALL);
    private static final Pattern CID_REFERENCE =
            Pattern.compile("<ds:Reference URI=\"cid:[^\"]*\">.*?</ds:Reference>", Pattern.DOTALL);
    private static final Pattern CIPHER_VALUE = Pattern.compile("(<xenc:CipherValue>)[^<]*");
    private static final Pattern SIGNATURE_VALUE = Pattern.compile("(<ds:SignatureValue>)[^<]*");
    private static final Pattern DIGEST_VALUE = Pattern.compile("(<ds:DigestValue>)[^<]*");
    private static final QName SIGNED_INFO = new QName("http://www.w3.org/2000/09/xmldsig#", "SignedInfo");
    private static final Providers PROVIDERS = new Providers();
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    static {
        Init.init();
    }

    private final Multipart multipart;

    private Mutant(WireMessage message) {
        this.multipart = Multipart.of(message);
    }

    /** Begins with a message as our sender prepared it, with one attachment or more. */
    public static Mutant of(WireMessage message) {
        return new Mutant(message);
    }

    /** Changes a word of the envelope and leaves the signature as it was. */
    public Mutant word(String from, String to) {
        String envelope = multipart.envelope();
        if (!envelope.contains(from)) {
            throw new IllegalArgumentException("nothing to change: " + from);
        }
        multipart.envelope(envelope.replace(from, to));
        return this;
    }

    /** Takes the signature away; what is encrypted stays so. */
    public Mutant withoutSignature() {
        return cut(SIGNATURE);
    }

    /** Flips one bit in the middle of the first attachment as it is on the wire. */
    public Mutant flippedAttachment() {
        byte[] bytes = multipart.attachment(0);
        bytes[bytes.length / 2] ^= 1;
        multipart.attachment(0, bytes);
        return this;
    }

    /** Adds an attachment that the header does not name and the signature does not cover. */
    public Mutant strayAttachment() {
        multipart.add("stray@cretula.org", "nobody signed this".getBytes(ISO_8859_1));
        return this;
    }

    /** Takes the first attachment out of the signature and signs anew. */
    public Mutant attachmentNotSigned(As4Identity signer) {
        return cut(CID_REFERENCE).signedAnew(signer);
    }

    /** Puts other bytes in place of the only attachment before signing and encrypting, as if they were its gzip form. */
    public Mutant attachmentReplaced(byte[] packed, As4Identity signer, X509Certificate recipient) {
        String envelope = multipart.envelope();
        Matcher reference = CID_REFERENCE.matcher(envelope);
        if (!reference.find()) {
            throw new IllegalStateException("expected a reference to an attachment");
        }
        String digest = Base64.getEncoder().encodeToString(sha256(packed));
        String changed = DIGEST_VALUE.matcher(reference.group()).replaceFirst("$1" + digest);
        envelope = envelope.substring(0, reference.start()) + changed + envelope.substring(reference.end());
        byte[] wire = packed;
        if (envelope.contains("<xenc:CipherValue>")) {
            byte[] key = new byte[16];
            byte[] iv = new byte[IV_BYTES];
            SecureRandom random = new SecureRandom();
            random.nextBytes(key);
            random.nextBytes(iv);
            envelope = CIPHER_VALUE
                    .matcher(envelope)
                    .replaceFirst("$1" + Base64.getEncoder().encodeToString(wrapped(key, recipient)));
            wire = encrypted(packed, key, iv);
        }
        multipart.envelope(envelope);
        multipart.attachment(0, wire);
        return signedAnew(signer);
    }

    /** The message as it now is. */
    public WireMessage message() {
        return multipart.message();
    }

    private Mutant cut(Pattern what) {
        String envelope = multipart.envelope();
        String changed = what.matcher(envelope).replaceFirst("");
        if (changed.equals(envelope)) {
            throw new IllegalArgumentException("nothing to cut: " + what);
        }
        multipart.envelope(changed);
        return this;
    }

    private Mutant signedAnew(As4Identity signer) {
        String envelope = multipart.envelope();
        byte[] value = signature(canonicalSignedInfo(envelope.getBytes(ISO_8859_1)), signer);
        multipart.envelope(SIGNATURE_VALUE
                .matcher(envelope)
                .replaceFirst("$1" + Base64.getEncoder().encodeToString(value)));
        return this;
    }

    private static byte[] canonicalSignedInfo(byte[] envelope) {
        if (!(new XmlDoor(XmlLimits.CERTIFICATE).parse(envelope) instanceof XmlParse.Parsed parsed)) {
            throw new IllegalStateException("expected an envelope of our own");
        }
        XmlElement info = parsed.root().descendantsAndSelf().stream()
                .filter(e -> e.is(SIGNED_INFO))
                .findFirst()
                .orElseThrow();
        String prefixes = info.children().get(0).children().stream()
                .findFirst()
                .flatMap(n -> n.attribute("PrefixList"))
                .orElse("");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS)
                    .canonicalizeSubtree(info.dom(), prefixes, out);
        } catch (XMLSecurityException e) {
            throw new IllegalStateException("cannot canonicalise what we composed", e);
        }
        return out.toByteArray();
    }

    private static byte[] signature(byte[] bytes, As4Identity signer) {
        boolean rsa = signer.signingKey().getAlgorithm().equals("RSA");
        try {
            Signature signature = Signature.getInstance(
                    rsa ? "SHA256withRSA" : "SHA256withPLAIN-ECDSA", rsa ? PROVIDERS.rsa() : PROVIDERS.bouncyCastle());
            signature.initSign(signer.signingKey());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with the key of " + signer, e);
        }
    }

    private static byte[] wrapped(byte[] key, X509Certificate recipient) {
        try {
            Cipher oaep = Cipher.getInstance("RSA/ECB/OAEPPadding", PROVIDERS.bouncyCastle());
            oaep.init(
                    Cipher.ENCRYPT_MODE,
                    recipient.getPublicKey(),
                    new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
            return oaep.doFinal(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt for " + recipient.getSubjectX500Principal(), e);
        }
    }

    /** XML Encryption 1.1, 5.2.4: initialisation vector, cipher text, tag. */
    private static byte[] encrypted(byte[] plain, byte[] key, byte[] iv) {
        try {
            Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding", PROVIDERS.bouncyCastle());
            gcm.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(iv);
            out.writeBytes(gcm.doFinal(plain));
            return out.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256", PROVIDERS.digest()).digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
