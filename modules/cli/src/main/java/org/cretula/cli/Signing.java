package org.cretula.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.cretula.signing.Augmenter;
import org.cretula.signing.Prepared;
import org.cretula.signing.SignatureLevel;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.XadesSigner;
import org.cretula.trust.Providers;

/**
 * From a request to a signed file, or to the first of two steps; what the commands that sign have in common.
 *
 * @param out the file to write; empty for standard output
 */
record Signing(SigningKey key, Elsewhere elsewhere, Optional<Path> out, PrintWriter err) {

    /** Refuses options that contradict each other; asked before anything is read. */
    void refuseContradictions(SignatureLevel wanted) throws CommandFailure {
        key.refuseContradictions();
        elsewhere.refuseContradictions(key, wanted != SignatureLevel.B_B, out);
        key.refuseNone(elsewhere.isAsked());
    }

    /** Signs, raises and writes, or prepares. */
    void make(SignedShape.Asked asked, Optional<Augmenter> augmenter, SignatureLevel wanted, String what)
            throws CommandFailure, SigningRefusedException {
        Instant now = Programs.clock().instant();
        Surroundings surroundings = asked.surroundings();
        if (elsewhere.isAsked()) {
            Prepared prepared = asked.request().prepare(key.chain(), now);
            tellBroken(prepared);
            elsewhere.write(prepared, surroundings.around(prepared), err);
            return;
        }
        try (SigningKey.Held held = key.open()) {
            Prepared prepared = asked.request().prepare(held.entry().chain(), now);
            byte[] signed = new XadesSigner(held.entry(), new Providers()).sign(prepared);
            if (augmenter.isPresent()) {
                signed = Raising.raise(
                        surroundings.given(augmenter.get()), signed, Optional.of(prepared.signatureId()), wanted);
            }
            Inputs.write(out, surroundings.around(signed));
            tellBroken(prepared);
            err.println(what + " by "
                    + CommandFailure.printable(
                            held.entry().certificate().getSubjectX500Principal().getName()));
        }
    }

    private void tellBroken(Prepared prepared) {
        if (!prepared.broken().isEmpty()) {
            err.println("as allowed, this breaks the earlier signatures "
                    + CommandFailure.printable(String.join(", ", prepared.broken())));
        }
    }
}
