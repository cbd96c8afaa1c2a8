package org.cretula.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.cretula.conformance.Assertion;
import org.cretula.conformance.Examination;
import org.cretula.conformance.HtmlReport;
import org.cretula.conformance.InputException;
import org.cretula.conformance.JUnitReport;
import org.cretula.conformance.Mark;
import org.cretula.conformance.Plan;
import org.cretula.conformance.Report;
import org.cretula.conformance.Result;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cretula conformance run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        header = "Examine a partner by a plan.",
        description = {
            "Writes report.html, junit.xml and every exchanged message into DIR. See docs/conformance.md.",
            "Ends with 0 if the partner is conformant, 1 if not, 2 if it could not be found out."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ConformanceRun implements Callable<Integer> {

    @Option(names = "--plan", required = true, paramLabel = "PLAN.yaml", description = "Whom to examine, and how.")
    private Path plan;

    @Option(names = "-o", required = true, paramLabel = "DIR", description = "Folder for reports and evidence.")
    private Path out;

    @Mixin
    private ConformanceCommand.Badness badness;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Programs.preferBouncyCastle();
        PrintWriter err = spec.commandLine().getErr();
        try {
            Plan read = Plan.load(plan);
            if (badness.chosen().isPresent() && !(read.place() instanceof Plan.Place.Started)) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "--defect is for a node that the plan starts; " + plan + " names a running one");
            }
            Report report = Examination.run(read, out, Programs.clock(), badness.nodes(), err::println);
            Files.write(out.resolve("report.html"), HtmlReport.render(report).getBytes(StandardCharsets.UTF_8));
            Files.write(out.resolve("junit.xml"), JUnitReport.render(report));
            summary(report);
            return code(report);
        } catch (InputException e) {
            throw new CommandFailure(ExitCode.NO_INPUT, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.NO_INPUT, "cannot write to " + out + ": " + e.getMessage(), e);
        }
    }

    private void summary(Report report) {
        PrintWriter stdout = spec.commandLine().getOut();
        stdout.println(report.title() + ": " + report.conclusion().label());
        for (Assertion.Role role : report.roles()) {
            stdout.printf(Locale.ROOT, "  %-10s", role.name().toLowerCase(Locale.ROOT));
            for (Mark mark : Mark.values()) {
                long count = report.about(role).stream()
                        .filter(r -> r.mark() == mark)
                        .count();
                stdout.printf(Locale.ROOT, "  %3d %s", count, mark.label());
            }
            stdout.println();
        }
        for (Result result : report.results()) {
            if (result.mark() == Mark.FAIL || result.mark() == Mark.INCONCLUSIVE) {
                stdout.println(result.mark().label() + (result.isMust() ? "" : " (should)") + "  " + result.id() + ": "
                        + result.evidence());
            }
        }
        stdout.println("report: " + out.resolve("report.html"));
        stdout.flush();
    }

    private static int code(Report report) {
        return switch (report.conclusion()) {
            case CONFORMANT -> ExitCode.YES;
            case NOT_CONFORMANT -> ExitCode.NO;
            case INCONCLUSIVE -> ExitCode.CANNOT_TELL;
        };
    }
}
