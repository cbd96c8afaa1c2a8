package org.cretula.sealing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cretula.signing.SignatureValidator;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.Purpose;
import org.cretula.trust.TrustMaterial;
import org.cretula.verdict.Indication;

/** A program that judges ten mebibytes of each kind, by both policies, and says how long it took; ends with 1 for any that is valid. */
final class HostileInput {

    private static final int SIZE = 10 << 20;

    private HostileInput() {}

    /** What is repeated, between what stands before and behind it, in which place of a sealed certificate. */
    private record Kind(String before, String repeated, String behind, String place) {
        byte[] file() {
            String sealed = Attack.text();
            int at = sealed.indexOf(place) + place.length();
            byte[] head = (sealed.substring(0, at) + before).getBytes(StandardCharsets.UTF_8);
            byte[] tail = (behind + sealed.substring(at)).getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream out = new ByteArrayOutputStream(SIZE);
            out.writeBytes(head);
            for (int n = 0; out.size() < SIZE - tail.length - 2 * repeated.length(); n++) {
                out.writeBytes(repeated.replace("@", Integer.toString(n)).getBytes(StandardCharsets.UTF_8));
            }
            out.writeBytes(tail);
            return out.toByteArray();
        }
    }

    private static String between(String from, String to) {
        String sealed = Attack.text();
        return sealed.substring(sealed.indexOf(from), sealed.indexOf(to) + to.length());
    }

    private static Map<String, Kind> kinds() {
        String extensions = "<ext:UBLExtensions>";
        String properties = "</xades:SignedProperties>";
        String unsigned = "<xades:UnsignedProperties><xades:UnsignedSignatureProperties>";
        String unsignedEnd = "</xades:UnsignedSignatureProperties></xades:UnsignedProperties>";
        String token = "<xades:EncapsulatedTimeStamp>" + "MIIB".repeat(500) + "</xades:EncapsulatedTimeStamp>";
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put("deep", new Kind("", "<a>", "", extensions));
        kinds.put(
                "as deep as may be",
                new Kind("", "<a>".repeat(50) + "x".repeat(5_000) + "</a>".repeat(50), "", extensions));
        kinds.put("wide", new Kind("", "<a/>", "", extensions));
        kinds.put("as wide as may be", new Kind("", "<a>" + "x".repeat(110) + "</a>", "", extensions));
        kinds.put("attributes", new Kind("<a", " a@=\"\"", "/>", extensions));
        kinds.put("attributes of many", new Kind("", "<a b='1' c='2' d='" + "x".repeat(300) + "'/>", "", extensions));
        kinds.put("declarations", new Kind("", "<a xmlns:p@='urn:@'/>", "", extensions));
        kinds.put("long names", new Kind("", "<" + "n".repeat(60_000) + "@/>", "", extensions));
        kinds.put("texts", new Kind("<a>", "x".repeat(1 << 20), "</a>", extensions));
        kinds.put(
                "texts to be escaped",
                new Kind("", "<a>" + "&amp;amp;&#13;\u00E9\n".repeat(10_000) + "</a>", "", extensions));
        kinds.put(
                "base64 in lines",
                new Kind("", "<a>" + ("QUJD".repeat(19) + "\n").repeat(1_000) + "</a>", "", extensions));
        kinds.put("spaces", new Kind("", "<a> <b c='1 2 3'/> </a>", "", extensions));
        kinds.put("comments", new Kind("", "<!-- x -->", "", extensions));
        kinds.put("references", new Kind("", between("<ds:Reference", "</ds:Reference>"), "", "</ds:Reference>"));
        kinds.put("signatures", new Kind("", between("<ds:Signature ", "</ds:Signature>"), "", "</ds:Signature>"));
        kinds.put(
                "tokens",
                new Kind(
                        unsigned + "<xades:SignatureTimeStamp>",
                        token,
                        "</xades:SignatureTimeStamp>" + unsignedEnd,
                        properties));
        kinds.put(
                "time-stamps",
                new Kind(
                        unsigned,
                        "<xades:SignatureTimeStamp>" + token + "</xades:SignatureTimeStamp>",
                        unsignedEnd,
                        properties));
        kinds.put(
                "certificates",
                new Kind("", between("<ds:X509Certificate>", "</ds:X509Certificate>"), "", "</ds:X509Certificate>"));
        kinds.put(
                "embedded certificates",
                new Kind(
                        unsigned + "<xades:CertificateValues>",
                        "<xades:EncapsulatedX509Certificate>" + "MIIB".repeat(300)
                                + "</xades:EncapsulatedX509Certificate>",
                        "</xades:CertificateValues>" + unsignedEnd,
                        properties));
        kinds.put("a value in base64", new Kind("", "QUJD", "", "<ds:X509Certificate>"));
        kinds.put(
                "counter-signatures",
                new Kind(
                        unsigned,
                        "<xades:CounterSignature>" + between("<ds:Signature ", "</ds:Signature>")
                                + "</xades:CounterSignature>",
                        unsignedEnd,
                        properties));
        return kinds;
    }

    public static void main(String[] arguments) {
        SignatureValidator general = new SignatureValidator(
                new PathExaminer(
                        TrustMaterial.of(ExampleTrust.REFUSED)
                                .anchor(Purpose.ISSUER, Fixture.ROOT.certificate())
                                .build(),
                        Fixture.PROVIDERS,
                        AlgorithmCatalogue.usual()),
                Fixture.PROVIDERS);
        int wrong = 0;
        for (Map.Entry<String, Kind> kind : kinds().entrySet()) {
            byte[] file = kind.getValue().file();
            long start = System.nanoTime();
            var seal = Attack.judge(file).verdict();
            long between = System.nanoTime();
            var any = general.judge(file, List.of(), Fixture.NOW).verdict();
            long end = System.nanoTime();
            System.out.println(kind.getKey() + "; " + file.length + "; " + (between - start) / 1_000_000 + " ms "
                    + seal.indication() + " " + seal.subIndication() + "; " + (end - between) / 1_000_000 + " ms "
                    + any.indication() + " " + any.subIndication());
            boolean slow = between - start > 30_000_000_000L || end - between > 30_000_000_000L;
            // Certificates are hints wherever they stand, of which none is believed by being there.
            boolean valid =
                    seal.indication() == Indication.VALID && !kind.getKey().contains("certificates");
            wrong += slow || valid ? 1 : 0;
        }
        System.exit(wrong == 0 ? 0 : 1);
    }
}
