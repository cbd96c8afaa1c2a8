package org.cretula.trust.internal.revocation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.OcspAnswer;
import org.cretula.trust.internal.encoding.CertificateSignatures;

/**
 * Lists by issuer, newest first, and answers by serial number.
 *
 * <p>What was verified once stays known, so one object should serve many examinations. May be shared by threads.
 */
public final class RevocationSources {

    private final Map<X500Principal, List<KnownList>> lists = new HashMap<>();
    private final Map<BigInteger, List<KnownAnswer>> answers = new HashMap<>();
    private final List<KnownAnswer> refusals = new ArrayList<>();

    /** All that a store holds. */
    public RevocationSources(EvidenceStore store, CertificateSignatures signatures) {
        this(store, signatures, Integer.MAX_VALUE, false);
    }

    /** The first so many lists and answers that a store holds, for a store that a stranger filled. */
    public RevocationSources(EvidenceStore store, CertificateSignatures signatures, int most) {
        this(store, signatures, most, true);
    }

    private RevocationSources(EvidenceStore store, CertificateSignatures signatures, int most, boolean brought) {
        store.lists().stream()
                .limit(most)
                .map(evidence -> new KnownList(evidence, signatures, brought))
                .sorted(Comparator.comparing(KnownList::thisUpdate).reversed())
                .forEach(list -> lists.computeIfAbsent(list.issuer(), i -> new ArrayList<>())
                        .add(list));
        store.answers().stream()
                .limit(most)
                .map(evidence -> new KnownAnswer(evidence, signatures, brought))
                .sorted(Comparator.comparing(KnownAnswer::producedAt).reversed())
                .forEach(this::add);
    }

    private void add(KnownAnswer answer) {
        if (answer.answer().status() != OcspAnswer.ResponseStatus.SUCCESSFUL) {
            refusals.add(answer);
        }
        answer.answer().answers().stream()
                .map(OcspAnswer.Single::serialNumber)
                .distinct()
                .forEach(serial ->
                        answers.computeIfAbsent(serial, s -> new ArrayList<>()).add(answer));
    }

    List<KnownList> lists(X500Principal issuer) {
        return lists.getOrDefault(issuer, List.of());
    }

    List<KnownAnswer> answers(BigInteger serial) {
        return answers.getOrDefault(serial, List.of());
    }

    /** Responses in which the responder did not answer. */
    List<KnownAnswer> refusals() {
        return refusals;
    }
}
