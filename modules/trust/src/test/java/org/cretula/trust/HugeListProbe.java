package org.cretula.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Asks a trust folder about certificates in a JVM of its own, and prints what that took. */
final class HugeListProbe {

    private HugeListProbe() {}

    /** Arguments: the trust folder, and certificate files, whose status is printed one a line. */
    public static void main(String[] arguments) throws Exception {
        long start = System.nanoTime();
        TrustMaterial material = TrustFolder.load(Path.of(arguments[0]), ExampleTrust.REFUSED);
        PathExaminer examiner = new PathExaminer(material, new Providers());
        for (String file : List.of(arguments).subList(1, arguments.length)) {
            PathResult result = examiner.examine(
                    CertificateFile.read(Path.of(file)),
                    EvidenceStore.empty(),
                    Purpose.ISSUER,
                    Instant.parse("2026-06-01T00:00:00Z"));
            System.out.println(result.revocation().get(0).status());
        }
        System.out.println((System.nanoTime() - start) / 1_000_000 + " ms, " + peak());
    }

    /** The most memory that the whole process had, where the system tells. */
    private static String peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .findFirst()
                        .orElse("")
                        .replaceAll("\\s+", " ")
                : "peak not known";
    }
}
