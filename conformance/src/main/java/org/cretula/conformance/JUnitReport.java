package org.cretula.conformance;

import java.util.List;
import java.util.Map;
import org.cretula.xml.CanonicalWriter;

/**
 * A report in the XML form of JUnit, for build servers. They show red exactly when the examination does not end with
 * "conformant": a must that fails is a failure, a must that is inconclusive an error; a should is never more than
 * skipped.
 */
public final class JUnitReport {

    private JUnitReport() {}

    /** Renders a report; equal reports give the same bytes. */
    public static byte[] render(Report report) {
        CanonicalWriter w = CanonicalWriter.indented();
        w.root("testsuites", Map.of(), counts(report.title(), report.results()));
        for (Assertion.Role role : report.roles()) {
            List<Result> results = report.about(role);
            String[] counts = counts("conformance." + role.name().toLowerCase(java.util.Locale.ROOT), results);
            String[] attributes = java.util.Arrays.copyOf(counts, counts.length + 2);
            attributes[counts.length] = "timestamp";
            attributes[counts.length + 1] = report.at().toString();
            w.start("testsuite", attributes);
            results.forEach(r -> testcase(w, role, r));
            w.end();
        }
        return w.end().toDocument();
    }

    private static String[] counts(String name, List<Result> results) {
        long failures =
                results.stream().filter(r -> outcome(r).equals("failure")).count();
        long errors = results.stream().filter(r -> outcome(r).equals("error")).count();
        long skipped =
                results.stream().filter(r -> outcome(r).equals("skipped")).count();
        return new String[] {
            "name", name,
            "tests", Integer.toString(results.size()),
            "failures", Long.toString(failures),
            "errors", Long.toString(errors),
            "skipped", Long.toString(skipped)
        };
    }

    private static String outcome(Result result) {
        if (result.mark() == Mark.PASS) {
            return "";
        }
        if (!result.isMust() || result.mark() == Mark.NOT_APPLICABLE) {
            return "skipped";
        }
        return result.mark() == Mark.FAIL ? "failure" : "error";
    }

    private static void testcase(CanonicalWriter w, Assertion.Role role, Result result) {
        w.start(
                "testcase",
                "classname",
                "conformance." + role.name().toLowerCase(java.util.Locale.ROOT),
                "name",
                result.id());
        String outcome = outcome(result);
        if (!outcome.isEmpty()) {
            Assertion a = result.assertion();
            String mark = result.mark().label() + (result.isMust() ? "" : " (should)");
            w.element(
                    outcome,
                    a.sentence() + "\n" + a.clause() + "\n" + result.evidence() + "\nlikely cause: " + a.hint() + "\n"
                            + String.join("\n", result.files()),
                    "message",
                    mark + ": " + result.evidence());
        }
        w.end();
    }
}
