package org.cretula.signing;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cretula.xml.XmlElement;

/**
 * What one signature says and holds, as it stands there. Nothing of it was verified: a forger can write all of this.
 *
 * @param element the {@code ds:Signature}
 * @param id its Id
 * @param place its path in the document, such as {@code /doc/ds:Signature}
 * @param packaging how it lies to what it signs, in words, such as {@code enveloped}
 * @param signer the certificate that it names as its signer's; the first in {@code ds:KeyInfo} where it names none
 * @param signingTime as claimed, in the words of the file
 * @param algorithm identifier of the signature's algorithm
 * @param canonicalization identifier of how what is signed was written
 * @param references what it is over
 * @param claims what else the signer says by signing, one short line each
 * @param timeStamps in document order
 * @param certificates all that stand in it and can be read, those in time-stamps included
 * @param statements who speaks of certificates: one short line for each list and answer
 * @param notSigned what of the signature it is not over itself, such as {@code ds:KeyInfo} and unsigned properties
 * @param counterSignatures those in it
 */
public record SignatureOutline(
        XmlElement element,
        Optional<String> id,
        String place,
        String packaging,
        Optional<X509Certificate> signer,
        Optional<String> signingTime,
        String algorithm,
        String canonicalization,
        List<Reference> references,
        List<String> claims,
        List<TimeStamp> timeStamps,
        List<X509Certificate> certificates,
        List<String> statements,
        List<String> notSigned,
        List<SignatureOutline> counterSignatures) {

    /**
     * One thing that a signature is over.
     *
     * @param uri as it stands there; empty where there is none
     * @param digest identifier of the digest's algorithm
     * @param transforms identifiers of what is done before the digest is taken
     * @param covers what that is, in words
     * @param outside whether that lies outside of the file
     */
    public record Reference(
            Optional<String> uri, String digest, List<String> transforms, String covers, boolean outside) {
        public Reference {
            transforms = List.copyOf(transforms);
        }
    }

    /**
     * A time-stamp.
     *
     * @param property that it stands in
     * @param time that it claims; empty where it cannot be read
     * @param authority name of the holder of the first certificate for time-stamping that came along
     */
    public record TimeStamp(String property, Optional<Instant> time, Optional<String> authority) {}

    public SignatureOutline {
        references = List.copyOf(references);
        claims = List.copyOf(claims);
        timeStamps = List.copyOf(timeStamps);
        certificates = List.copyOf(certificates);
        statements = List.copyOf(statements);
        notSigned = List.copyOf(notSigned);
        counterSignatures = List.copyOf(counterSignatures);
    }
}
