package org.cretula.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cretula.signing.Commitment;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.ProductionPlace;
import org.cretula.signing.SignatureAlgorithm;
import org.cretula.signing.SignaturePolicy;
import org.cretula.signing.SignatureRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which algorithm is signed, and what the signer says by signing. */
final class SaidBesides {

    private static final int MOST_OF_A_POLICY = 10 << 20;

    private static final Map<String, Commitment> COMMITMENTS = Map.of(
            "origin", Commitment.PROOF_OF_ORIGIN,
            "receipt", Commitment.PROOF_OF_RECEIPT,
            "delivery", Commitment.PROOF_OF_DELIVERY,
            "sender", Commitment.PROOF_OF_SENDER,
            "approval", Commitment.PROOF_OF_APPROVAL,
            "creation", Commitment.PROOF_OF_CREATION);

    private static final List<String> PARTS_OF_A_PLACE = List.of("city", "street", "province", "postcode", "country");

    @Option(
            names = "--algorithm",
            paramLabel = "ALG",
            description = "Signature algorithm, the usual one for the key if absent: ${COMPLETION-CANDIDATES}.")
    private @Nullable SignatureAlgorithm algorithm;

    @Option(
            names = "--digest",
            paramLabel = "ALG",
            description = "Digest of data and certificate, SHA256 if absent: ${COMPLETION-CANDIDATES}.")
    private @Nullable DigestAlgorithm digest;

    @Option(
            names = "--commitment",
            paramLabel = "WHAT",
            description = "What the signer commits to: origin, receipt, delivery, sender, approval, creation, or a URI;"
                    + " repeatable.")
    private List<String> commitments = List.of();

    @Option(names = "--role", paramLabel = "ROLE", description = "Role that the signer claims; repeatable.")
    private List<String> roles = List.of();

    @Option(
            names = "--place",
            paramLabel = "PART=TEXT",
            description = "Where the signer claims to be, such as --place city=Wellington --place country=NZ; parts are"
                    + " city, street, province, postcode and country.")
    private Map<String, String> place = Map.of();

    @Option(
            names = "--policy",
            paramLabel = "URI",
            description = "Identifier of the signature policy, whose document is --policy-file.")
    private @Nullable String policy;

    @Option(
            names = "--policy-file",
            paramLabel = "F",
            description = "Document of the signature policy; the signature holds its digest.")
    private @Nullable Path policyFile;

    @Option(
            names = "--policy-travels",
            paramLabel = "URI",
            description = "Let the document travel with the signature; the URI says in which syntax it is.")
    private @Nullable String policyTravels;

    /** The request with all that. */
    SignatureRequest applied(SignatureRequest request) throws CommandFailure {
        SignatureRequest all = request;
        if (algorithm != null) {
            all = all.algorithm(algorithm);
        }
        if (digest != null) {
            all = all.digest(digest);
        }
        try {
            for (String commitment : commitments) {
                Optional<Commitment> known = Optional.ofNullable(COMMITMENTS.get(commitment.toLowerCase(Locale.ROOT)));
                all = all.commitment(known.orElseGet(() -> new Commitment(commitment)));
            }
            for (String role : roles) {
                all = all.claimedRole(role);
            }
            if (!place.isEmpty()) {
                all = all.place(place());
            }
            if (policy != null || policyFile != null || policyTravels != null) {
                all = all.policy(policy());
            }
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
        return all;
    }

    private ProductionPlace place() {
        Map<String, String> left = new TreeMap<>(place);
        List<Optional<String>> parts = PARTS_OF_A_PLACE.stream()
                .map(part -> Optional.ofNullable(left.remove(part)))
                .toList();
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("expected parts of a place, of " + String.join(", ", PARTS_OF_A_PLACE)
                    + ", found " + String.join(", ", left.keySet()));
        }
        return new ProductionPlace(parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4));
    }

    private SignaturePolicy policy() throws CommandFailure {
        if (policy == null || policyFile == null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "expected --policy URI and --policy-file F together, found one of them, or neither beside"
                            + " --policy-travels");
        }
        byte[] document = Inputs.read(policyFile, MOST_OF_A_POLICY);
        if (document.length > MOST_OF_A_POLICY) {
            throw new CommandFailure(ExitCode.NO_INPUT, policyFile + " is larger than 10 MiB");
        }
        SignaturePolicy named = SignaturePolicy.of(policy, document);
        return policyTravels == null ? named : named.travelling(document, policyTravels);
    }
}
