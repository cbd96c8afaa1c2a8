package org.cretula.signing.internal.creation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cretula.signing.Commitment;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.ProductionPlace;
import org.cretula.signing.SignatureAlgorithm;
import org.cretula.signing.SignaturePolicy;

/**
 * By which algorithms is signed, and what the signer says besides.
 *
 * @param algorithm the signature algorithm; empty for the usual one for the key
 * @param breaking whether earlier signatures may break
 */
public record Terms(
        Optional<SignatureAlgorithm> algorithm,
        DigestAlgorithm digest,
        Optional<SignaturePolicy> policy,
        List<Commitment> commitments,
        List<String> roles,
        Optional<ProductionPlace> place,
        boolean breaking) {

    public static final Terms NONE = new Terms(
            Optional.empty(), DigestAlgorithm.SHA256, Optional.empty(), List.of(), List.of(), Optional.empty(), false);

    public Terms with(Optional<SignatureAlgorithm> newAlgorithm, DigestAlgorithm newDigest) {
        return new Terms(newAlgorithm, newDigest, policy, commitments, roles, place, breaking);
    }

    public Terms with(SignaturePolicy newPolicy) {
        return new Terms(algorithm, digest, Optional.of(newPolicy), commitments, roles, place, breaking);
    }

    public Terms with(Commitment more) {
        List<Commitment> all =
                Stream.concat(commitments.stream(), Stream.of(more)).distinct().toList();
        return new Terms(algorithm, digest, policy, all, roles, place, breaking);
    }

    public Terms with(String role) {
        if (role.isBlank()) {
            throw new IllegalArgumentException("expected a role, found blanks");
        }
        List<String> all = Stream.concat(roles.stream(), Stream.of(role)).toList();
        return new Terms(algorithm, digest, policy, commitments, all, place, breaking);
    }

    public Terms with(ProductionPlace newPlace) {
        return new Terms(algorithm, digest, policy, commitments, roles, Optional.of(newPlace), breaking);
    }

    public Terms withBreaking() {
        return new Terms(algorithm, digest, policy, commitments, roles, place, true);
    }
}
