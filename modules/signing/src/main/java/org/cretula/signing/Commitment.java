package org.cretula.signing;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the signer commits to by signing; EN 319 132-1 V1.3.1 clause 5.2.3, identifiers of ETSI TS 119 172-1 annex B.
 *
 * @param identifier a URI; one of the constants, or of the parties' own
 * @param description for people
 * @param qualifiers further words on it, each for itself
 */
public record Commitment(String identifier, Optional<String> description, List<String> qualifiers) {

    private static final String ETSI = "http://uri.etsi.org/01903/v1.2.2#";

    /** The signer made, approved and sent the data. */
    public static final Commitment PROOF_OF_ORIGIN = new Commitment(ETSI + "ProofOfOrigin");
    /** The signer received the data. */
    public static final Commitment PROOF_OF_RECEIPT = new Commitment(ETSI + "ProofOfReceipt");
    /** The signer delivered the data to a place that the recipient can reach. */
    public static final Commitment PROOF_OF_DELIVERY = new Commitment(ETSI + "ProofOfDelivery");
    /** The signer sent the data, and need not have made it. */
    public static final Commitment PROOF_OF_SENDER = new Commitment(ETSI + "ProofOfSender");
    /** The signer approved the content. */
    public static final Commitment PROOF_OF_APPROVAL = new Commitment(ETSI + "ProofOfApproval");
    /** The signer made the data, and need not have approved or sent it. */
    public static final Commitment PROOF_OF_CREATION = new Commitment(ETSI + "ProofOfCreation");

    public Commitment {
        qualifiers = List.copyOf(qualifiers);
        if (!URI.create(identifier).isAbsolute()) {
            throw new IllegalArgumentException("expected an absolute URI for a commitment, found '" + identifier + "'");
        }
    }

    /** The commitment with this identifier, and nothing more said of it. */
    public Commitment(String identifier) {
        this(identifier, Optional.empty(), List.of());
    }

    /** With this description for people. */
    public Commitment described(String words) {
        return new Commitment(identifier, Optional.of(words), qualifiers);
    }

    /** With this qualifier, and those said before. */
    public Commitment qualified(String words) {
        if (words.isBlank()) {
            throw new IllegalArgumentException("expected a qualifier of a commitment, found blanks");
        }
        return new Commitment(
                identifier,
                description,
                Stream.concat(qualifiers.stream(), Stream.of(words)).toList());
    }
}
