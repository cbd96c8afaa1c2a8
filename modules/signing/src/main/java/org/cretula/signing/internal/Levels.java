package org.cretula.signing.internal;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cretula.signing.SignatureLevel;
import org.cretula.signing.XadesSignature;
import org.cretula.signing.XadesSignature.StampKind;
import org.cretula.trust.Evidence;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.PathResult;
import org.cretula.trust.timestamp.TimeStampResult;

/** Which baseline level a signature has by what stands in it; whether that proves anything, the findings say. */
public final class Levels {

    private Levels() {}

    /** The level; that of long-term validation only if all of the paths found are in the document. */
    public static SignatureLevel of(XadesSignature signature, Stamps stamps, Optional<PathResult> signer) {
        List<XadesSignature.TimeStamp> all = signature.unsigned().stream()
                .flatMap(p -> p instanceof XadesSignature.TimeStamp stamp ? Stream.of(stamp) : Stream.empty())
                .toList();
        if (all.stream()
                .noneMatch(stamp ->
                        stamp.kind() == StampKind.SIGNATURE || stamp.kind() == StampKind.SIGNATURE_AND_REFERENCES)) {
            return SignatureLevel.B_B;
        }
        boolean data = signature.unsigned().stream().anyMatch(XadesSignature.ValidationData.class::isInstance);
        if (!data || signer.isEmpty() || !isCovered(stamps, signer.get())) {
            return SignatureLevel.B_T;
        }
        return all.stream().anyMatch(stamp -> stamp.kind() == StampKind.ARCHIVE)
                ? SignatureLevel.B_LTA
                : SignatureLevel.B_LT;
    }

    private static boolean isCovered(Stamps stamps, PathResult signer) {
        EvidenceStore evidence =
                stamps.results().stream().map(r -> r.token().evidence()).reduce(stamps.evidence(), EvidenceStore::plus);
        // The last archive time-stamp is the one whose evidence is still to be had elsewhere.
        List<TimeStampResult> results = stamps.results();
        int older = stamps.archived() ? results.size() - 1 : results.size();
        return covers(evidence, signer.path())
                && results.subList(0, older).stream()
                        .allMatch(r ->
                                covers(evidence, r.path().map(PathResult::path).orElse(List.of())));
    }

    private static boolean covers(EvidenceStore evidence, List<X509Certificate> path) {
        if (path.isEmpty()) {
            return false;
        }
        List<X509Certificate> known =
                evidence.certificates().stream().map(Evidence::content).toList();
        return path.subList(0, path.size() - 1).stream().allMatch(c -> known.contains(c) && hasStatus(evidence, c));
    }

    private static boolean hasStatus(EvidenceStore evidence, X509Certificate certificate) {
        BigInteger serial = certificate.getSerialNumber();
        return evidence.lists().stream()
                        .anyMatch(l -> l.content().issuer().equals(certificate.getIssuerX500Principal()))
                || evidence.answers().stream()
                        .flatMap(a -> a.content().answers().stream())
                        .anyMatch(single -> single.serialNumber().equals(serial));
    }
}
