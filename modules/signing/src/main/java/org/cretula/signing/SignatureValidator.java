package org.cretula.signing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.Providers;
import org.cretula.xml.XmlElement;

/**
 * Judges XAdES signatures of any baseline level: never throws for bad input, opens no connection.
 *
 * <p>A seal, which is an enveloped signature over a whole document, by the closed profile {@code urn:cretula:co:1}; and
 * every signature of any other XML document by the general policy, which believes no more but lets the form be another's.
 *
 * <p>The order is the defence. First the form; then everything is computed from the one tree; then all checks run, each on
 * its own, so that the reader sees every reason and not only the first; then the time-stamps; last the path from the
 * signer's certificate to an anchor that the caller named. May be shared by threads; the document may not.
 */
public final class SignatureValidator {

    private final Judging judging;
    private final JudgingLimits limits;

    /** A validator that trusts what this examiner trusts, and judges algorithms by the usual catalogue. */
    public SignatureValidator(PathExaminer paths, Providers providers) {
        this(paths, providers, AlgorithmCatalogue.usual());
    }

    /** A validator that trusts what this examiner trusts, and judges algorithms by this catalogue. */
    public SignatureValidator(PathExaminer paths, Providers providers, AlgorithmCatalogue catalogue) {
        this(new Judging(paths, providers, catalogue), JudgingLimits.USUAL);
    }

    private SignatureValidator(Judging judging, JudgingLimits limits) {
        this.judging = judging;
        this.limits = limits;
    }

    /** The same, which judges so much of a document by the general policy. */
    public SignatureValidator within(JudgingLimits larger) {
        return new SignatureValidator(judging, larger);
    }

    /** How much of a document is judged by the general policy. */
    public JudgingLimits limits() {
        return limits;
    }

    /**
     * Judges the seal in this element as at a moment, by the closed profile. A time-stamp by an authority that the caller
     * trusts proves that the signature is older than that; then signer and algorithms are judged as at that instant.
     *
     * <p>Counter-signatures are judged each for itself, and their findings are theirs: EN 319 102-1 judges one
     * signature at a time, and anybody can add or spoil a counter-signature without the signer's doing. So none makes
     * the signature that bears it less valid, and none makes it more valid: neither is its signer vouched for, nor does
     * a time-stamp of theirs date it. Who asks for one, a legalisation for instance, looks at {@link
     * SignatureJudgement#counterSignatures}. What an archive time-stamp of the signature covers is covered for them too.
     */
    public SignatureJudgement judge(XmlElement signature, Instant at) {
        return judging.judge(signature, new Seal(Optional.empty()), at);
    }

    /**
     * Judges every signature of any XML document as at a moment, by the general policy. Never throws for bad input, opens
     * nothing.
     *
     * <p>A valid signature is valid for what it is over, see {@link SignatureJudgement#scope}, and for nothing else.
     *
     * @param document any bytes at all
     * @param data what signatures sign outside of the document, each known by its URI; nothing is fetched
     */
    public DocumentJudgement judge(byte[] document, List<DataObject> data, Instant at) {
        return new DocumentJudging(judging, limits).judge(document, data, at);
    }
}
