package org.cretula.signing.internal.general;

import java.util.List;
import java.util.Optional;
import org.cretula.signing.internal.Examined;
import org.cretula.signing.internal.Followed;
import org.cretula.signing.internal.Led;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;

/**
 * What the signed manifests list is what is there.
 *
 * <p>XML Signature leaves it to the application to follow a manifest; whoever does not believes a list whose files may be
 * anything (attack X14).
 */
@Explained(
        passed = "Each thing that a signed manifest lists is there and is what was listed.",
        failed = "Something that a signed manifest lists was changed after the manifest was made.",
        unknown = "Something that a signed manifest lists was not found, or not examined.",
        settledBy = "What the manifest lists, as it was, or a verifier that follows it or has larger limits.")
final class ManifestEntries implements Check<Examined> {
    @Override
    public String id() {
        return "manifest-entries";
    }

    @Override
    public String clause() {
        return "XML Signature 1.1, 5.1; EN 319 102-1 V1.4.1, 5.2.7";
    }

    @Override
    public Finding examine(Examined e) {
        List<Followed> entries = e.entries();
        Optional<Followed> changed = entries.stream()
                .filter(f -> f.led() instanceof Led.To && !f.same())
                .findFirst();
        if (changed.isPresent()) {
            return failed(
                    SubIndication.HASH_FAILURE,
                    changed.get().reference().words() + " was changed after the manifest was made that lists it");
        }
        for (Followed entry : entries) {
            if (entry.led() instanceof Led.Nowhere nowhere) {
                return unknown(
                        nowhere.reason() == SubIndication.RESOURCE_LIMIT
                                ? nowhere.reason()
                                : SubIndication.SIGNED_DATA_NOT_FOUND,
                        "of a signed manifest: " + nowhere.explanation(),
                        nowhere.remedy().orElse("what the manifest lists, as it was"));
            }
        }
        return passed(
                entries.isEmpty()
                        ? "the signature is over no manifest"
                        : "each of the " + entries.size() + " entries of its manifests is what was listed");
    }
}
