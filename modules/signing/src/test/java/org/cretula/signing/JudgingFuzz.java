package org.cretula.signing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.Providers;
import org.cretula.trust.TrustFolder;
import org.cretula.trust.TrustFolderException;
import org.cretula.verdict.Indication;

/** Bytes of any kind before the judge; docs/CONTRIBUTING.md says how to try more than the kept ones. */
class JudgingFuzz {

    static final Path KEPT =
            Path.of("src/test/resources/org/cretula/signing/JudgingFuzzInputs/what_is_valid_is_what_was_signed");
    static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
    static final List<DataObject> DATA =
            List.of(new DataObject("invoice.txt", "2400 kg".getBytes(StandardCharsets.UTF_8), "text/plain"));
    static final SignatureValidator VALIDATOR = validator();
    private static final Set<String> KNOWN = known();

    private static SignatureValidator validator() {
        try {
            Path keys = Path.of(System.getProperty("cretula.root", "../.."), "keystores-example");
            Providers providers = new Providers();
            return new SignatureValidator(
                    new PathExaminer(TrustFolder.load(keys, ExampleTrust.ALLOWED), providers), providers);
        } catch (TrustFolderException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the kept files that are signed say is signed, and by whom and when. */
    private static Set<String> known() {
        try (Stream<Path> files = Files.list(KEPT)) {
            Set<String> known = new TreeSet<>();
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".signed.xml")).toList()) {
                VALIDATOR.judge(Files.readAllBytes(file), DATA, AT).signatures().forEach(s -> known.addAll(said(s)));
            }
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> said(SignatureJudgement judgement) {
        return judgement.scope().stream()
                .map(content -> judgement.claimedTime() + " "
                        + judgement.signer().map(s -> s.getSerialNumber()) + " "
                        + new String(content.bytes(), StandardCharsets.ISO_8859_1))
                .toList();
    }

    @FuzzTest
    void what_is_valid_is_what_was_signed(byte[] bytes) {
        DocumentJudgement judgement = VALIDATOR.judge(bytes, DATA, AT);
        for (SignatureJudgement signature : judgement.signatures()) {
            boolean valid = signature.verdict().indication() == Indication.VALID;
            if (!KNOWN.containsAll(said(signature))
                    || (valid && signature.scope().isEmpty())) {
                throw new IllegalStateException("expected what was signed, found " + said(signature));
            }
        }
    }
}
