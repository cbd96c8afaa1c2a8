package org.cretula.signing;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.xml.namespace.QName;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.Purpose;
import org.cretula.trust.StrictCertificates;
import org.cretula.trust.TrustMaterial;
import org.cretula.verdict.Indication;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;

/** A program that judges a large document, or signs large data, with whatever memory it is given. */
final class JudgesLarge {

    static final long GIBIBYTE = 1L << 30;
    private static final QName SIGNATURE = new QName("http://www.w3.org/2000/09/xmldsig#", "Signature");

    private JudgesLarge() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(arguments.length == 0 ? signed() : judged(Path.of(arguments[0])));
    }

    private static String judged(Path folder) throws IOException {
        XmlParse.Skimmed skimmed = (XmlParse.Skimmed)
                new XmlDoor(XmlLimits.CERTIFICATE).skim(Files.readAllBytes(folder.resolve("signed.xml")), SIGNATURE);
        TrustMaterial trust = TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(
                        Purpose.ISSUER,
                        StrictCertificates.parse(Files.readAllBytes(folder.resolve("root.der")))
                                .value()
                                .orElseThrow())
                .crl(StrictCertificates.parseCrl(Files.readAllBytes(folder.resolve("root.crl")))
                        .value()
                        .orElseThrow())
                .build();
        SignatureJudgement judgement = new SignatureValidator(
                        new PathExaminer(trust, Fixture.PROVIDERS), Fixture.PROVIDERS)
                .judge(skimmed.wanted().get(0), skimmed, Fixture.NOW);
        return judgement.verdict().indication() + " "
                + judgement.content().orElseThrow().bytes().length;
    }

    /** The digest of a gibibyte as a detached signature over it says it. */
    private static String signed() throws SigningRefusedException {
        DataObject data = new DataObject("large.bin", Zeros::new, "application/octet-stream");
        byte[] signed = new XadesSigner(Fixture.entry(Fixture.EC), Fixture.PROVIDERS)
                .sign(SignatureRequest.detached(data), Fixture.SIGNED);
        DocumentJudgement judgement = Fixture.VALIDATOR
                .within(new JudgingLimits(XmlLimits.CERTIFICATE, 1, 2, 1, 1, 2L * GIBIBYTE))
                .judge(signed, List.of(data), Fixture.NOW);
        if (judgement.verdict().indication() != Indication.VALID) {
            return judgement.verdict().toString();
        }
        String digest = Base64.getEncoder().encodeToString(data.digest(DigestAlgorithm.SHA256));
        return new String(signed, StandardCharsets.UTF_8).contains(">" + digest + "<")
                ? HexFormat.of().formatHex(Base64.getDecoder().decode(digest))
                : "another digest";
    }

    /** So many that nobody holds them. */
    private static final class Zeros extends InputStream {
        private long left = GIBIBYTE;

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            Arrays.fill(into, offset, offset + count, (byte) 0);
            left -= count;
            return count;
        }
    }
}
