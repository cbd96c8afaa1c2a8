package org.cretula.signing.internal.creation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cretula.signing.Commitment;
import org.cretula.signing.DataObjectFormat;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.ProductionPlace;
import org.cretula.signing.SignatureAlgorithm;
import org.cretula.signing.SignaturePolicy;
import org.cretula.trust.timestamp.TimeStampClient;

/**
 * By which algorithms is signed, and what the signer says besides.
 *
 * @param algorithm the signature algorithm; empty for the usual one for the key
 * @param formats what data objects are, by their names, where more is said than a media type
 * @param breaking whether earlier signatures may break
 * @param contentStamps who time-stamps the data before they are signed
 */
public record Terms(
        Optional<SignatureAlgorithm> algorithm,
        DigestAlgorithm digest,
        Optional<SignaturePolicy> policy,
        List<Committed> commitments,
        List<String> roles,
        Optional<ProductionPlace> place,
        Map<String, DataObjectFormat> formats,
        boolean breaking,
        Optional<TimeStampClient> contentStamps) {

    public static final Terms NONE = new Terms(
            Optional.empty(),
            DigestAlgorithm.SHA256,
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Map.of(),
            false,
            Optional.empty());

    /**
     * What is committed to.
     *
     * @param objects names of data objects; none for all of them
     */
    public record Committed(Commitment commitment, List<String> objects) {
        public Committed {
            objects = objects.stream().distinct().toList();
        }
    }

    public Terms with(Optional<SignatureAlgorithm> newAlgorithm, DigestAlgorithm newDigest) {
        return new Terms(newAlgorithm, newDigest, policy, commitments, roles, place, formats, breaking, contentStamps);
    }

    public Terms with(SignaturePolicy newPolicy) {
        return new Terms(
                algorithm, digest, Optional.of(newPolicy), commitments, roles, place, formats, breaking, contentStamps);
    }

    public Terms with(Committed more) {
        List<Committed> all =
                Stream.concat(commitments.stream(), Stream.of(more)).distinct().toList();
        return new Terms(algorithm, digest, policy, all, roles, place, formats, breaking, contentStamps);
    }

    public Terms with(String role) {
        if (role.isBlank()) {
            throw new IllegalArgumentException("expected a role, found blanks");
        }
        List<String> all = Stream.concat(roles.stream(), Stream.of(role)).toList();
        return new Terms(algorithm, digest, policy, commitments, all, place, formats, breaking, contentStamps);
    }

    public Terms with(ProductionPlace newPlace) {
        return new Terms(
                algorithm, digest, policy, commitments, roles, Optional.of(newPlace), formats, breaking, contentStamps);
    }

    public Terms with(String object, DataObjectFormat format) {
        Map<String, DataObjectFormat> all = new LinkedHashMap<>(formats);
        all.put(object, format);
        return new Terms(algorithm, digest, policy, commitments, roles, place, all, breaking, contentStamps);
    }

    public Terms withBreaking() {
        return new Terms(algorithm, digest, policy, commitments, roles, place, formats, true, contentStamps);
    }

    public Terms with(TimeStampClient client) {
        return new Terms(algorithm, digest, policy, commitments, roles, place, formats, breaking, Optional.of(client));
    }
}
