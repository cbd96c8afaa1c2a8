package org.cretula.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cretula.trust.internal.encoding.CertificateSignatures;
import org.cretula.trust.internal.encoding.Pem;
import org.cretula.trust.internal.encoding.Words;

/**
 * Reads a folder of trust material; nothing is fetched, and no link is followed.
 *
 * <table>
 * <caption>What a file's place and name mean</caption>
 * <tr><td>{@code issuers/}, {@code tsa/}, {@code registers/}</td><td>certificates ({@code *.crt}, {@code *.pem}), also
 * in folders below: a self-signed one is an anchor of that purpose, any other an intermediate</td></tr>
 * <tr><td>the folder itself</td><td>a self-signed certificate is an anchor for issuers and TSAs, any other an
 * intermediate</td></tr>
 * <tr><td>beside {@code NAME.crt} or {@code NAME.pem}</td><td>{@code NAME.constraints}: how far the anchors in that file
 * are trusted</td></tr>
 * <tr><td>anywhere</td><td>{@code *.crl}: a revocation list; {@code *.ocsp}: an OCSP response in DER</td></tr>
 * </table>
 *
 * <p>Why only self-signed ones are anchors: an intermediate dropped into {@code issuers/} to complete a chain would
 * otherwise become trusted by itself, with its root's limits gone. Self-signed means that its own key verifies its
 * signature, not that the two names are equal.
 *
 * <p>A constraints file is a properties file in UTF-8 with one or more of these keys; {@link AnchorLimits} says what they
 * mean. Several names are separated by semicolons, several policies by spaces.
 *
 * <pre>{@code
 * valid-from      = 2026-01-01T00:00:00Z
 * valid-until     = 2030-12-31T23:59:59Z
 * permitted-names = dn:C=XA; dns:example.org; email:example.org; uri:.example.org; ip:192.0.2.0/24
 * excluded-names  = dn:OU=Test,O=Chamber,C=XA
 * policies        = 1.3.6.1.4.1.99999.1.2 1.3.6.1.4.1.99999.1.3
 * }</pre>
 *
 * <p>Files may be DER or PEM; a PEM file of certificates may hold several. A file that is not what its name says ends
 * the reading: half a trust folder is not what its owner meant. Files of other names are left aside with a note.
 */
public final class TrustFolder {

    /** The file in which an evidence folder says where everything came from; it is for people. */
    public static final String INDEX = "collected.csv";

    private static final String CONSTRAINTS = ".constraints";

    static final int MAX_FILES = 10_000;
    static final int MAX_DEPTH = 8;
    static final int MAX_CRLS = 1_000;
    static final int MAX_ANSWERS = 10_000;
    static final int MAX_CERTIFICATE_FILE_BYTES = 1024 * 1024;
    // PEM is read as text, which takes several times its size.
    static final int MAX_PEM_BYTES = 16 * 1024 * 1024;

    private final Path dir;
    private final ExampleTrust exampleTrust;
    private final boolean mayHoldAnchors;
    private final TrustMaterial.Builder material;
    private final CertificateSignatures signatures;
    private final Map<String, Path> constraints = new HashMap<>();
    private final Set<Path> constrained = new HashSet<>();
    private int crls;
    private int answers;

    private TrustFolder(Path dir, ExampleTrust exampleTrust, boolean mayHoldAnchors, TrustMaterial.Builder material) {
        this.dir = dir;
        this.exampleTrust = exampleTrust;
        this.mayHoldAnchors = mayHoldAnchors;
        this.material = material;
        this.signatures = new CertificateSignatures(new Providers());
    }

    /**
     * Reads a folder.
     *
     * @param dir the folder, laid out as described above
     * @param exampleTrust whether roots of the example PKI count as anchors
     * @throws TrustFolderException if the folder or a file in it cannot be read as what its name says
     */
    public static TrustMaterial load(Path dir, ExampleTrust exampleTrust) throws TrustFolderException {
        return load(dir, List.of(), exampleTrust);
    }

    /**
     * Reads a folder, and more evidence from others, which never makes an anchor: certificates in them, wherever they
     * lie and whoever signed them, may only stand between a holder and an anchor.
     *
     * @param dir the folder, laid out as described above
     * @param evidence folders of certificates, lists and answers
     * @param exampleTrust whether roots of the example PKI count as anchors
     * @throws TrustFolderException if a folder or a file in it cannot be read as what its name says
     */
    public static TrustMaterial load(Path dir, List<Path> evidence, ExampleTrust exampleTrust)
            throws TrustFolderException {
        TrustMaterial.Builder material = TrustMaterial.of(exampleTrust);
        // The folder named may be a link, as that is its user's own word; what it holds may not.
        new TrustFolder(real(dir), exampleTrust, true, material).readAll();
        for (Path more : evidence) {
            new TrustFolder(real(more), exampleTrust, false, material).readAll();
        }
        TrustMaterial read = material.build();
        boolean empty =
                Arrays.stream(Purpose.values()).allMatch(p -> read.anchors(p).isEmpty());
        return empty ? material.note("no anchor was found in the trust folder").build() : read;
    }

    private void readAll() throws TrustFolderException {
        List<Path> files = files();
        if (mayHoldAnchors) {
            findConstraints(files);
        }
        for (Path file : files) {
            read(file);
        }
        requireAllUsed();
    }

    private static Path real(Path dir) throws TrustFolderException {
        if (!Files.isDirectory(dir)) {
            throw new TrustFolderException("expected a trust folder at " + dir + ", found "
                    + (Files.exists(dir) ? "a file" : "nothing") + "; name a folder that holds issuers/*.crt");
        }
        try {
            return dir.toRealPath();
        } catch (IOException e) {
            throw new TrustFolderException("cannot read the trust folder " + dir + ": " + Words.line(e), e);
        }
    }

    private List<Path> files() throws TrustFolderException {
        try (Stream<Path> walk = Files.walk(dir, MAX_DEPTH)) {
            List<Path> files = walk.filter(p -> !p.equals(dir))
                    .filter(p -> depth(p) == MAX_DEPTH || !Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS))
                    .limit(MAX_FILES + 1L)
                    .sorted()
                    .toList();
            if (files.size() > MAX_FILES) {
                throw new TrustFolderException("expected at most " + MAX_FILES + " files in the trust folder " + dir
                        + ", found more; name a smaller folder");
            }
            return files;
        } catch (IOException | UncheckedIOException e) {
            throw new TrustFolderException("cannot list the trust folder " + dir + ": " + Words.line(e), e);
        }
    }

    /** At the greatest depth a folder is kept, so that it is refused rather than passed over. */
    private int depth(Path file) {
        return dir.relativize(file).getNameCount();
    }

    private void read(Path file) throws TrustFolderException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new TrustFolderException("expected plain files in the trust folder, at most " + MAX_DEPTH
                    + " deep, found "
                    + (Files.isSymbolicLink(file) ? "the symbolic link " : "something else at ") + relative(file)
                    + "; put a copy of the file in its place");
        }
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".crl")) {
            readCrl(file);
        } else if (name.endsWith(".ocsp")) {
            readAnswer(file);
        } else if (name.endsWith(".crt") || name.endsWith(".pem")) {
            readCertificates(file);
        } else if (!mayHoldAnchors) {
            if (!name.equals(INDEX)) {
                material.note(relative(file) + " was left aside: only *.crt, *.pem, *.crl and *.ocsp are read");
            }
        } else if (!name.endsWith(CONSTRAINTS)) {
            material.note(
                    relative(file) + " was left aside: only *.crt, *.pem, *.constraints, *.crl and *.ocsp are read");
        }
    }

    private void findConstraints(List<Path> files) throws TrustFolderException {
        for (Path file : files) {
            if (file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(CONSTRAINTS)) {
                Path other = constraints.put(stem(file), file);
                if (other != null) {
                    throw new TrustFolderException("expected one constraints file for each anchor, found "
                            + relative(other) + " and " + relative(file) + "; remove one");
                }
            }
        }
    }

    /** A constraint whose anchor is not there was meant for one that is: its name may be misspelt. */
    private void requireAllUsed() throws TrustFolderException {
        for (Path file : new TreeSet<>(constraints.values())) {
            if (!constrained.contains(file)) {
                throw new TrustFolderException(relative(file) + ": expected an anchor in a file of the same name ending"
                        + " in .crt or .pem beside it, found none; rename the file or remove it");
            }
        }
    }

    /** A file's path within the folder, without the ending. */
    private String stem(Path file) {
        String name = relative(file);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private AnchorLimits limits(Path file) throws TrustFolderException {
        Path path = constraints.get(stem(file));
        if (path == null) {
            return AnchorLimits.NONE;
        }
        try {
            return ConstraintsFile.read(bytes(path, ConstraintsFile.MAX_BYTES));
        } catch (ConstraintsFile.Fault e) {
            throw new TrustFolderException(
                    relative(path) + ": " + e.getMessage() + "; correct the file or remove it", e);
        }
    }

    private void readCrl(Path file) throws TrustFolderException {
        if (++crls > MAX_CRLS) {
            throw new TrustFolderException("expected at most " + MAX_CRLS + " revocation lists, found more at "
                    + relative(file) + "; remove the old ones");
        }
        for (byte[] der : blocks(file, "X509 CRL", StrictCertificates.MAX_CRL_BYTES)) {
            add(EvidenceStore.builder().list(parsed(file, StrictCertificates.parseCrl(der)), origin(file)));
        }
    }

    private void readAnswer(Path file) throws TrustFolderException {
        if (++answers > MAX_ANSWERS) {
            throw new TrustFolderException("expected at most " + MAX_ANSWERS + " OCSP answers, found more at "
                    + relative(file) + "; remove the old ones");
        }
        byte[] der = bytes(file, StrictCertificates.MAX_OCSP_BYTES);
        add(EvidenceStore.builder().answer(parsed(file, StrictCertificates.parseOcsp(der)), origin(file)));
    }

    private void add(EvidenceStore.Builder one) {
        material.evidence(one.build());
    }

    private Origin origin(Path file) {
        return Origin.file(relative(file));
    }

    private void readCertificates(Path file) throws TrustFolderException {
        Path relative = dir.relativize(file);
        Optional<Purpose> purpose = Arrays.stream(Purpose.values())
                .filter(p -> relative.getName(0).toString().equals(p.folder()))
                .findFirst();
        if (mayHoldAnchors && purpose.isEmpty() && relative.getNameCount() > 1) {
            material.note(relative(file) + " was left aside: certificates are read from the folder itself, issuers/,"
                    + " tsa/ and registers/");
            return;
        }
        AnchorLimits limits = limits(file);
        for (byte[] der : blocks(file, "CERTIFICATE", MAX_CERTIFICATE_FILE_BYTES)) {
            X509Certificate certificate = parsed(file, StrictCertificates.parse(der));
            if (!mayHoldAnchors || !signatures.signed(certificate, certificate)) {
                add(EvidenceStore.builder().certificate(certificate, origin(file)));
            } else if (purpose.isPresent()) {
                anchor(file, purpose.get(), new Anchor(certificate, limits));
            } else {
                anchor(file, Purpose.ISSUER, new Anchor(certificate, limits));
                anchor(file, Purpose.TSA, new Anchor(certificate, limits));
            }
        }
    }

    private void anchor(Path file, Purpose purpose, Anchor anchor) throws TrustFolderException {
        try {
            material.anchor(purpose, anchor);
        } catch (IllegalArgumentException e) {
            throw new TrustFolderException(
                    relative(file) + ": " + e.getMessage() + "; keep one of the files, or make their constraints equal",
                    e);
        }
        Path limitedBy = constraints.get(stem(file));
        if (limitedBy != null) {
            constrained.add(limitedBy);
        }
        if (exampleTrust == ExampleTrust.REFUSED && TrustMaterial.isExampleRoot(anchor.certificate())) {
            material.note(relative(file) + " is no anchor: it is an example root, whose private key is public");
        }
    }

    private <T> T parsed(Path file, StrictParse<T> parse) throws TrustFolderException {
        if (parse instanceof StrictParse.Refused<T> refused) {
            throw new TrustFolderException(
                    relative(file) + ": " + refused.explanation() + "; replace the file or remove it");
        }
        return parse.value().orElseThrow();
    }

    private List<byte[]> blocks(Path file, String label, int largest) throws TrustFolderException {
        byte[] bytes = bytes(file, largest);
        String start = new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.ISO_8859_1);
        if (bytes.length > 0 && bytes[0] == 0x30 && !start.contains("-----BEGIN")) {
            return List.of(bytes);
        }
        if (bytes.length > MAX_PEM_BYTES) {
            throw new TrustFolderException(relative(file) + ": expected at most " + MAX_PEM_BYTES
                    + " bytes of PEM, found " + bytes.length + "; convert the file to DER");
        }
        try {
            return Pem.blocks(new String(bytes, StandardCharsets.ISO_8859_1), label);
        } catch (Pem.Fault e) {
            throw new TrustFolderException(
                    relative(file) + ": " + e.getMessage() + "; replace the file or remove it", e);
        }
    }

    private byte[] bytes(Path file, int largest) throws TrustFolderException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            // Sized beforehand, as a stream that grows takes twice the memory; the file may have changed since.
            byte[] bytes = new byte[(int) Math.min(Files.size(file), largest + 1L)];
            int read = in.readNBytes(bytes, 0, bytes.length);
            if (read > largest || read < bytes.length || in.read() >= 0) {
                throw new TrustFolderException(relative(file) + ": expected at most " + largest
                        + " bytes, found more; replace the file or remove it");
            }
            return bytes;
        } catch (IOException e) {
            throw new TrustFolderException(
                    relative(file) + " cannot be read (" + e.getClass().getSimpleName()
                            + "); make it readable or remove it",
                    e);
        }
    }

    private String relative(Path file) {
        String path = dir.relativize(file).toString().replace('\\', '/');
        return mayHoldAnchors ? path : "evidence: " + path;
    }
}
