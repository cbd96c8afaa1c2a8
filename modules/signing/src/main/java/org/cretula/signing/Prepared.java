package org.cretula.signing;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cretula.signing.internal.creation.Completion;
import org.cretula.signing.internal.creation.Draft;
import org.cretula.signing.internal.creation.DraftForm;
import org.cretula.trust.Providers;

/**
 * A signature that lacks its value only, so that the key may be elsewhere: {@link #toBeSigned} goes out, the value comes
 * in, and the two steps cannot disagree, for all that the second one needs is here.
 *
 * <p>Nothing in it is secret and nothing can be changed. It is completed once; a value that does not verify does not
 * count. May be shared by threads, and may be kept as bytes between the steps.
 */
public final class Prepared {

    private final Draft draft;
    private final AtomicBoolean completed = new AtomicBoolean();

    Prepared(Draft draft) {
        this.draft = draft;
    }

    /** The exact bytes that the key is to sign by {@link #algorithm}; a service that wants their digest takes it of these. */
    public byte[] toBeSigned() {
        return draft.toBeSigned().clone();
    }

    /** The algorithm by which they are to be signed. */
    public SignatureAlgorithm algorithm() {
        return draft.algorithm();
    }

    /** The certificate whose key is to sign. */
    public X509Certificate certificate() {
        return draft.certificate();
    }

    /** The Id that the signature will have in the document. */
    public String signatureId() {
        return draft.id();
    }

    /** The time that the signature will claim. */
    public Instant signingTime() {
        return draft.time();
    }

    /** Signatures of the document that will no longer verify, by Id; empty unless the request allowed it. */
    public List<String> broken() {
        return draft.broken();
    }

    /**
     * The signed document: UTF-8, with XML declaration. It is verified before it is returned: every digest in the
     * document, the value, and the signing certificate.
     *
     * @param value the signature value; of ECDSA in either form, the two numbers of equal length or a DER sequence
     * @throws SigningRefusedException for a value that does not verify, and when this was completed before
     */
    public byte[] complete(byte[] value, Providers providers) throws SigningRefusedException {
        refuseCompleted(completed.get());
        byte[] signed = Completion.complete(draft, value, providers);
        refuseCompleted(completed.getAndSet(true));
        return signed;
    }

    private static void refuseCompleted(boolean already) throws SigningRefusedException {
        if (already) {
            throw new SigningRefusedException(
                    "expected a prepared signature that waits for its value, found one that was completed already;"
                            + " prepare another");
        }
    }

    /** All of it as bytes, for {@link #read}. */
    public byte[] toBytes() {
        return DraftForm.write(draft);
    }

    /**
     * What {@link #toBytes} gave; whether that was completed before is not known here.
     *
     * @throws SigningRefusedException for other bytes, for damaged ones and for those of another version
     */
    public static Prepared read(byte[] bytes) throws SigningRefusedException {
        return new Prepared(DraftForm.read(bytes));
    }
}
