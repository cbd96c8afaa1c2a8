package org.cretula.signing.asic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cretula.signing.DocumentJudgement;
import org.cretula.signing.JudgingLimits;
import org.cretula.signing.SignatureJudgement;
import org.cretula.signing.SignatureValidator;
import org.cretula.signing.SignedContent;
import org.cretula.signing.SigningRefusedException;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;

/**
 * Judges every signature of a container against the files in it, by the general policy. Never throws for bad input, opens
 * nothing. May be shared by threads.
 *
 * <p>A signature is over the files that it names and no others; those that none is over are named (case Z05).
 */
public final class ContainerValidator {

    private static final Check<String> READABLE = new ContainerReadable();
    private static final Check<List<String>> COVERED = new Covered();

    private final SignatureValidator validator;
    private final AsicLimits limits;

    /** A validator that trusts what this one trusts, for containers within the usual limits. */
    public ContainerValidator(SignatureValidator validator) {
        this(validator, AsicLimits.USUAL);
    }

    /** A validator that trusts what this one trusts, for containers within these limits. */
    public ContainerValidator(SignatureValidator validator, AsicLimits limits) {
        this.validator = validator;
        this.limits = limits;
    }

    /** Judges a container (ASiC-E or ASiC-S with XAdES signatures) as at a moment. */
    public DocumentJudgement judge(byte[] zip, Instant at) {
        AsicContainer container;
        try {
            container = AsicContainer.read(zip, limits);
        } catch (SigningRefusedException e) {
            return new DocumentJudgement(
                    List.of(READABLE.failed(SubIndication.FORMAT_FAILURE, String.valueOf(e.getMessage()))), List.of());
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(READABLE.examine(container.form().mimeType()));
        List<SignatureJudgement> signatures = new ArrayList<>();
        int left = validator.limits().signatures();
        int passedOver = 0;
        for (SignatureDocument document : container.signatures()) {
            if (left == 0) {
                passedOver++;
                continue;
            }
            DocumentJudgement one = validator.within(signatures(left)).judge(document.bytes(), container.files(), at);
            findings.addAll(one.document());
            signatures.addAll(one.signatures());
            left -= one.signatures().size();
        }
        if (passedOver > 0) {
            findings.add(READABLE.unknown(
                    SubIndication.RESOURCE_LIMIT,
                    passedOver + " documents with signatures were not judged, for there are more than "
                            + validator.limits().signatures() + " signatures before them",
                    "a verifier with larger limits"));
        }
        findings.add(COVERED.examine(uncovered(container, signatures)));
        return new DocumentJudgement(findings, signatures);
    }

    private JudgingLimits signatures(int most) {
        JudgingLimits all = validator.limits();
        return new JudgingLimits(
                all.document(), most, all.references(), all.transforms(), all.manifestEntries(), all.digestedBytes());
    }

    private static List<String> uncovered(AsicContainer container, List<SignatureJudgement> signatures) {
        Set<String> covered = new HashSet<>();
        signatures.stream()
                .flatMap(signature -> signature.scope().stream())
                .map(SignedContent::uri)
                .flatMap(Optional::stream)
                .flatMap(uri -> EntryName.of(uri).stream())
                .forEach(covered::add);
        return container.data().stream()
                .map(data -> EntryName.of(data.uri()).orElseThrow())
                .filter(name -> !covered.contains(name))
                .toList();
    }

    /** The file is a container that every program takes apart alike. */
    @Explained(
            passed = "The file is a container with XAdES signatures that every program takes apart alike.",
            failed =
                    "The file is no such container, is larger than is read, or may be taken apart differently by different programs.",
            unknown = "The container has more signatures than are judged, and the last of them were not.",
            settledBy = "A verifier with larger limits.")
    private static final class ContainerReadable implements Check<String> {
        @Override
        public String id() {
            return "container-readable";
        }

        @Override
        public String clause() {
            return "EN 319 162-1 V1.1.1, 4.3, 4.4 and annex A";
        }

        @Override
        public Finding examine(String mimeType) {
            return passed("the file is a container " + mimeType + " with XAdES signatures, and nothing lies between its"
                    + " files");
        }
    }

    /** What a person finds in the container beside what is signed is named, so that nobody takes it for signed. */
    @Explained(
            passed = "The files of the container that no verified signature covers are named; all others are signed.")
    private static final class Covered implements Check<List<String>> {
        private static final int MOST = 20;

        @Override
        public String id() {
            return "container-coverage";
        }

        @Override
        public String clause() {
            return "EN 319 162-1 V1.1.1, 4.3.3 and 4.4.3";
        }

        @Override
        public Finding examine(List<String> uncovered) {
            return passed(
                    uncovered.isEmpty()
                            ? "each file of the container is covered by a signature whose value verified"
                            : "no signature whose value verified covers these files, which anybody may have put there: "
                                    + String.join(", ", uncovered.subList(0, Math.min(MOST, uncovered.size())))
                                    + (uncovered.size() > MOST ? " and " + (uncovered.size() - MOST) + " more" : ""));
        }
    }
}
