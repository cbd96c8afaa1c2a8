package org.cretula.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cretula.sealing.Judgement;
import org.cretula.sealing.SealJudge;
import org.cretula.signing.SignatureJudgement;
import org.cretula.trust.CollectedEvidence;
import org.cretula.trust.CollectionLimits;
import org.cretula.trust.EvidenceCollector;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.Network;
import org.cretula.trust.Origin;
import org.cretula.trust.Providers;
import org.cretula.trust.Purpose;
import org.cretula.trust.RevocationFact;
import org.cretula.trust.TrustMaterial;
import org.cretula.verdict.Indication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cretula collect}. */
@Command(
        name = "collect",
        mixinStandardHelpOptions = true,
        header = "Fetch what judging a sealed certificate takes, to judge it offline later.",
        description = {
            "Goes online: asks the addresses in the signer's certificate and in those above it for issuers' certificates,"
                    + " revocation lists and OCSP answers, and writes them into the folder of -o, with collected.csv,"
                    + " which says where each came from and for which time it speaks. Nothing of it is trusted by being"
                    + " there, and anchors are never fetched. Then, with the cable out:",
            "  cretula verify FILE --trust DIR --evidence OUT",
            "Ends with 0 if it is known of every certificate up to the anchor whether it is revoked, 2 if something is"
                    + " still unknown, 1 if the seal is invalid whatever could be fetched; 66 if FILE or a folder cannot"
                    + " be used."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CollectCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The sealed certificate, or - for standard input.")
    private Path file;

    @Mixin
    private Online online;

    @Option(
            names = "-o",
            required = true,
            paramLabel = "OUT",
            description = "Folder for the evidence: new, empty, or of an earlier run, to which it is added.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Network network = online.network(spec.commandLine().getErr());
        TrustMaterial material = online.material();
        refuseTrustFolder();
        Clock clock = Programs.clock();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        byte[] bytes = Inputs.read(file, SealJudge.MAX_BYTES);
        Providers providers = new Providers();
        Judgement judgement = new SealJudge(material, providers).judge(bytes, now);
        Optional<SignatureJudgement> seal = judgement.seal();
        Optional<X509Certificate> signer = seal.flatMap(SignatureJudgement::signer);
        if (signer.isEmpty() || seal.flatMap(SignatureJudgement::content).isEmpty()) {
            return nothingToCollect(judgement);
        }
        CollectedFolder folder = CollectedFolder.at(out);
        EvidenceStore document =
                EvidenceStore.ofCertificates(seal.get().certificates(), Origin.document(file.toString()));
        EvidenceCollector collector =
                new EvidenceCollector(network, CollectionLimits.USUAL, providers, clock, new SecureRandom());
        CollectedEvidence collected = collector.collect(signer.get(), document, material, Purpose.ISSUER);
        List<String> names = folder.add(collected, now);
        tell(collected, names);
        return collected.complete() ? ExitCode.YES : ExitCode.CANNOT_TELL;
    }

    private int nothingToCollect(Judgement judgement) {
        PrintWriter stdout = spec.commandLine().getOut();
        print(
                stdout,
                "nothing was fetched: the seal is " + judgement.verdict().indication() + " whatever could be fetched"
                        + judgement
                                .verdict()
                                .decisive()
                                .map(f -> ": " + f.explanation())
                                .orElse(""));
        stdout.flush();
        return judgement.verdict().indication() == Indication.INVALID ? ExitCode.NO : ExitCode.CANNOT_TELL;
    }

    private void tell(CollectedEvidence collected, List<String> names) throws CommandFailure {
        PrintWriter stdout = spec.commandLine().getOut();
        for (RevocationFact fact : collected.result().revocation()) {
            print(
                    stdout,
                    fact.certificate().getSubjectX500Principal().getName() + ": "
                            + fact.status().name().toLowerCase(Locale.ROOT)
                            + fact.revokedAt().map(at -> ", revoked on " + at).orElse(""));
        }
        collected.notes().forEach(note -> print(stdout, "note: " + note));
        print(stdout, names.size() + (names.size() == 1 ? " piece" : " pieces") + " of evidence in " + out);
        Optional<String> unknown = collected.unknown();
        if (unknown.isPresent()) {
            print(stdout, "still unknown: " + unknown.get());
            collected.result().verdict().decisive().ifPresent(finding -> {
                print(stdout, "  because " + finding.explanation());
                finding.remedy().ifPresent(remedy -> print(stdout, "  to settle it: " + remedy));
            });
        }
        if (!names.isEmpty()) {
            print(stdout, "to judge it offline: cretula verify " + file + online.forVerify() + " --evidence " + out);
        }
        stdout.flush();
    }

    private static void print(PrintWriter writer, String line) {
        writer.println(CommandFailure.printable(line));
    }

    private void refuseTrustFolder() throws CommandFailure {
        try {
            if (real(out).startsWith(online.trust().toRealPath())) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "expected a folder for -o outside that of --trust: what was fetched is not what you trust");
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.NO_INPUT, "cannot use " + out + ": " + Inputs.reason(e), e);
        }
    }

    /** Where a folder lies, or will lie, with all links followed. */
    private static Path real(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        return parent == null || Files.exists(folder)
                ? folder.toRealPath()
                : real(parent).resolve(absolute.getFileName());
    }
}
