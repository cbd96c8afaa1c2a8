package org.cretula.signing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.KeyFile;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.Providers;
import org.cretula.trust.TrustFolder;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;

/** The smallest program that signs a document and judges it, for {@link ClassPathTest}. Argument: the example keys. */
final class SignsAndJudges {

    private SignsAndJudges() {}

    public static void main(String[] arguments) throws Exception {
        Path keys = Path.of(arguments[0]);
        Instant at = Instant.parse(arguments[1]);
        Providers providers = new Providers();
        XadesSigner signer =
                new XadesSigner(KeyFile.read(keys.resolve("issuer-xa.p12"), "example".toCharArray()), providers);
        XmlParse.Parsed unsigned = parsed("<goods><slot/></goods>".getBytes(StandardCharsets.UTF_8));
        XmlElement slot = unsigned.root().children().get(0);
        XmlElement signed = parsed(signer.sign(unsigned.document(), slot, "application/xml", at))
                .root()
                .children()
                .get(0)
                .children()
                .get(0);
        PathExaminer paths = new PathExaminer(TrustFolder.load(keys, ExampleTrust.ALLOWED), providers);
        System.out.println(new SignatureValidator(paths, providers)
                .judge(signed, at)
                .verdict()
                .indication());
    }

    private static XmlParse.Parsed parsed(byte[] xml) {
        return (XmlParse.Parsed) new XmlDoor(XmlLimits.CERTIFICATE).parse(xml);
    }
}
