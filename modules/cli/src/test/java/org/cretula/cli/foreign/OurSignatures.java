package org.cretula.cli.foreign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cretula.signing.DataObject;
import org.cretula.signing.SignatureRequest;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.XadesSigner;
import org.cretula.testkit.Credential;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.Providers;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;

/** Signatures of ours at B-B in each packaging, for others to raise. */
final class OurSignatures {

    private static final byte[] DOCUMENT =
            "<goods Id=\"goods\"><weight Id=\"part\">120</weight><slot/></goods>".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BYTES = {0, 1, 2, 3, 13, 10};

    private OurSignatures() {}

    /** Written into a folder, with the data of the detached one. */
    static List<Path> in(Path folder, Pki pki) throws IOException, SigningRefusedException {
        DataObject object = new DataObject("ours.bin", BYTES, "application/octet-stream");
        Files.write(folder.resolve("ours.bin"), BYTES);
        XmlParse.Parsed parsed = parsed();
        XmlParse.Parsed other = parsed();
        return List.of(
                signed(
                        folder.resolve("internally-apart.xml"),
                        SignatureRequest.internallyDetached(
                                other.document(), other.root().children().get(1), Map.of("part", "application/xml")),
                        pki.signer("rsa2048")),
                signed(
                        folder.resolve("enveloped.xml"),
                        SignatureRequest.enveloped(parsed.document(), parsed.root(), "application/xml"),
                        pki.signer("p256")),
                signed(folder.resolve("enveloping.xml"), SignatureRequest.enveloping(object), pki.signer("rsa3072")),
                signed(
                        folder.resolve("enveloping-as-xml.xml"),
                        SignatureRequest.enveloping(parsed.root(), "application/xml"),
                        pki.signer("p384")),
                signed(folder.resolve("detached.xml"), SignatureRequest.detached(object), pki.signer("p256")),
                signed(folder.resolve("detached-manifest.xml"), SignatureRequest.manifest(object), pki.signer("p256")));
    }

    private static XmlParse.Parsed parsed() {
        return (XmlParse.Parsed) new XmlDoor(XmlLimits.CERTIFICATE).parse(DOCUMENT);
    }

    private static Path signed(Path file, SignatureRequest request, Credential by)
            throws IOException, SigningRefusedException {
        return Files.write(
                file, new XadesSigner(new KeyEntry(by.key(), by.chain()), new Providers()).sign(request, Pki.SIGNED));
    }
}
