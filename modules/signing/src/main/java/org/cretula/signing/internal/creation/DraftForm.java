package org.cretula.signing.internal.creation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.SignatureAlgorithm;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.internal.Core;

/**
 * A draft as bytes: a line that says what it is and in which version, the fields, each with its length before it, and
 * SHA-256 of all that. The digest finds damage, not malice: whoever can write it can make another, and no draft is
 * believed when it is completed.
 */
public final class DraftForm {

    private static final String NAME = "cretula-prepared ";
    private static final String VERSION = "1";
    private static final byte[] HEAD = (NAME + VERSION + "\n").getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST_BYTES = 32;

    private DraftForm() {}

    public static byte[] write(Draft draft) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(HEAD);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out, draft.algorithm().uri());
            write(out, draft.certificate().getEncoded());
            write(out, draft.time().toString());
            write(out, draft.id());
            write(out, draft.toBeSigned());
            write(out, draft.before());
            write(out, draft.after());
            out.writeInt(draft.broken().size());
            for (String broken : draft.broken()) {
                write(out, broken);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has no encoding", e);
        }
        bytes.writeBytes(DigestAlgorithm.SHA256.digest(bytes.toByteArray()));
        return bytes.toByteArray();
    }

    public static Draft read(byte[] bytes) throws SigningRefusedException {
        refuseOtherForm(bytes);
        int end = bytes.length - DIGEST_BYTES;
        boolean whole = end >= HEAD.length
                && MessageDigest.isEqual(
                        DigestAlgorithm.SHA256.digest(Arrays.copyOf(bytes, end)),
                        Arrays.copyOfRange(bytes, end, bytes.length));
        if (!whole) {
            throw damaged("its digest is not that of its content");
        }
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(bytes, HEAD.length, end - HEAD.length))) {
            String uri = text(in);
            SignatureAlgorithm algorithm =
                    SignatureAlgorithm.of(uri).orElseThrow(() -> damaged("the algorithm '" + uri + "' is unknown"));
            X509Certificate certificate = certificate(field(in));
            Instant time = Instant.parse(text(in));
            String id = text(in);
            byte[] toBeSigned = field(in);
            byte[] before = field(in);
            byte[] after = field(in);
            List<String> broken = new ArrayList<>();
            for (int more = in.readInt(); more > 0; more--) {
                broken.add(text(in));
            }
            if (in.available() > 0) {
                throw damaged("there is more in it");
            }
            // Whoever wrote this may have put other bytes into it: they prove nothing.
            return new Draft(algorithm, certificate, time, id, toBeSigned, before, after, broken, false);
        } catch (IOException | DateTimeException e) {
            throw new SigningRefusedException(
                    "expected a prepared signature, found one with a fault: " + e.getMessage() + "; prepare it anew",
                    e);
        }
    }

    private static void refuseOtherForm(byte[] bytes) throws SigningRefusedException {
        String start = new String(bytes, 0, Math.min(bytes.length, NAME.length() + 10), StandardCharsets.US_ASCII);
        if (!start.startsWith(NAME)) {
            throw new SigningRefusedException("expected a prepared signature, found other bytes");
        }
        String version = start.substring(NAME.length()).split("\n", 2)[0];
        if (!version.equals(VERSION)) {
            throw new SigningRefusedException("expected a prepared signature of version " + VERSION
                    + ", found version '" + version.replaceAll("[^0-9A-Za-z.]", "?")
                    + "'; complete it with the release that prepared it");
        }
    }

    private static X509Certificate certificate(byte[] der) throws SigningRefusedException {
        return Core.parse(der).orElseThrow(() -> damaged("the certificate cannot be read"));
    }

    private static SigningRefusedException damaged(String how) {
        return new SigningRefusedException(
                "expected a prepared signature as it was written, found a damaged one: " + how + "; prepare it anew");
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        write(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(DataOutputStream out, byte[] field) throws IOException {
        out.writeInt(field.length);
        out.write(field);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(field(in), StandardCharsets.UTF_8);
    }

    private static byte[] field(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a field is longer than what there is");
        }
        return in.readNBytes(length);
    }
}
