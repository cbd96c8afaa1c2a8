package org.cretula.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CRLReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cretula.example.ExampleCredential;
import org.cretula.example.ExampleEntity;
import org.cretula.example.ExamplePki;
import org.cretula.gateway.Gateway;
import org.cretula.gateway.GatewayConfig;
import org.cretula.gateway.GatewayConfigException;
import org.cretula.gateway.Partner;
import org.cretula.gateway.StoredMessage;
import org.cretula.sealing.CertificateSealer;
import org.cretula.sealing.Judgement;
import org.cretula.sealing.SealJudge;
import org.cretula.sealing.TextReport;
import org.cretula.signing.SigningRefusedException;
import org.cretula.transport.As4Sender;
import org.cretula.transport.Delivery;
import org.cretula.transport.OutboundMessage;
import org.cretula.transport.Payload;
import org.cretula.transport.SignedReference;
import org.cretula.transport.WireMessage;
import org.cretula.transport.WireTap;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.Providers;
import org.cretula.trust.TrustFolder;
import org.cretula.trust.TrustFolderException;
import org.cretula.verdict.Indication;
import org.cretula.verdict.SubIndication;

/** The story of one certificate, told step by step; each step says what must happen and whether it did. */
final class Demo {

    private static final String PARTY_TYPE = "urn:oasis:names:tc:ebcore:partyid-type:unregistered";
    private static final String CERTIFICATE = "co-wine-timber-textiles.xml";

    private final DemoFolder folder;
    private final Clock clock;
    private final PrintWriter out;
    private final Providers providers = new Providers();
    private final List<String> story = new ArrayList<>();
    private int step;
    private String onTheWire = "";
    private boolean allAsItMust = true;

    Demo(DemoFolder folder, Clock clock, PrintWriter out) {
        this.folder = folder;
        this.clock = clock;
        this.out = out;
    }

    /** Tells the story; false if any step went other than it must. */
    boolean run()
            throws IOException, GeneralSecurityException, SigningRefusedException, GatewayConfigException,
                    TrustFolderException {
        title("A throw-away PKI: a root, an issuing CA, two issuing bodies, two AS4 nodes");
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        ExamplePki pki =
                ExamplePki.create(new SecureRandom(), now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(365)));
        pki.writeTo(folder.path("pki"));
        folder.list("pki/", "keys and certificates, password 'example'; also usable as --trust");
        say("root: " + pki.root().getSubjectX500Principal().getName());

        title("The chamber of XA writes a certificate of origin and seals it (XAdES B-B)");
        byte[] plain = example();
        folder.write("co.xml", plain, "the certificate of origin before it was sealed");
        byte[] sealed = seal(pki, plain);
        folder.write("co-sealed.xml", sealed, "the sealed certificate, as it was sent");
        say(plain.length + " bytes, " + sealed.length + " with the seal of "
                + pki.credential(ExampleEntity.ISSUER_XA)
                        .certificate()
                        .getSubjectX500Principal()
                        .getName());

        title("The importing Customs of XB starts its node");
        int customsPort = freePort();
        int nodePort = freePort();
        GatewayConfig customsConfig = config("customs-xb", "node-xa", customsPort, nodePort);
        GatewayConfig nodeConfig = config("node-xa", "customs-xb", nodePort, customsPort);
        plan(nodePort);
        try (Gateway customs = Gateway.start(customsConfig, clock);
                As4Sender sender = As4Sender.builder(nodeConfig.identity(), clock)
                        .tap(evidence())
                        .build()) {
            folder.list("customs-xb/store/", "what Customs' node has stored, an SQLite database");
            say("listening at " + customs.endpoint());
            exchange(
                    pki,
                    sealed,
                    customs,
                    sender,
                    nodeConfig.partner("customs-xb").orElseThrow());
        }
        Path index = folder.writeIndex(story);
        print("");
        print(allAsItMust ? "Every step went as it must. Open " + index : "A step went wrong; see above.");
        out.flush();
        return allAsItMust;
    }

    private void exchange(ExamplePki pki, byte[] sealed, Gateway customs, As4Sender sender, Partner partner)
            throws IOException, TrustFolderException, GeneralSecurityException {
        URI endpoint = customs.endpoint();
        title("It is sent: signed, compressed, encrypted; Customs answers with a signed receipt");
        OutboundMessage message = message(sealed);
        WireMessage wire = sender.prepare(message, partner.outgoing());
        Delivery delivery = deliver(sender, "the message with the certificate", wire, endpoint, partner);
        must("acknowledged, and the receipt names what was sent", delivery instanceof Delivery.Acknowledged);
        if (delivery instanceof Delivery.Acknowledged acknowledged) {
            digests(acknowledged);
            folder.write("receipt.xml", acknowledged.receipt().toArray(), "the signed receipt, byte for byte");
        }

        title("Customs judges what it received, with the network cable out");
        List<StoredMessage> stored = customs.messages();
        must("one message is in the store", stored.size() == 1);
        byte[] received = customs.payload(stored.get(0).payloads().get(0).sha256())
                .orElseThrow()
                .toArray();
        Path file = folder.write("received.xml", received, "the certificate as Customs has it, byte for byte");
        must("the bytes are the ones that were sealed", java.util.Arrays.equals(received, sealed));
        Judgement good = judge("pki", received);
        report(file, good);
        must("VALID", good.verdict().indication() == Indication.VALID);

        title("One digit of a weight is altered");
        byte[] altered = alteredWeight(received);
        report(
                folder.write("altered.xml", altered, "the same with one digit of a weight changed"),
                judge("pki", altered));
        must(
                "INVALID, by the check reference-digest",
                judge("pki", altered)
                        .verdict()
                        .decisive()
                        .filter(f -> f.check().equals("reference-digest"))
                        .isPresent());

        title("In transit, somebody swaps the attachment for that of another message");
        WireMessage other = sender.prepare(message(altered), partner.outgoing());
        Delivery swapped = deliver(
                sender,
                "a message with another one's attachment",
                MimeParts.withLastPartOf(other, wire),
                endpoint,
                partner);
        must("refused with an EBMS error", swapped instanceof Delivery.Refused);
        if (swapped instanceof Delivery.Refused refused) {
            refused.errors().forEach(e -> say(e.code() + " " + e.detail()));
        }
        must("nothing was delivered", customs.messages().size() == 1);

        title("The first message is replayed, byte for byte");
        Delivery replay = deliver(sender, "the first message, replayed", wire, endpoint, partner);
        must(
                "answered with the very receipt of before",
                replay instanceof Delivery.Acknowledged again
                        && delivery instanceof Delivery.Acknowledged first
                        && again.receipt().equals(first.receipt()));
        must("delivered once, not twice", customs.messages().size() == 1);

        title("The issuing body's certificate is revoked; the same file is judged again");
        revoked(pki, received);
    }

    private void revoked(ExamplePki pki, byte[] received)
            throws IOException, TrustFolderException, GeneralSecurityException {
        Instant when = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        folder.list("pki-revoked/", "the folder of trust after the revocation");
        Files.copy(folder.path("pki/root.crt"), folder.path("pki-revoked/root.crt"));
        Files.copy(folder.path("pki/ca.crt"), folder.path("pki-revoked/ca.crt"));
        Files.copy(folder.path("pki/root.crl"), folder.path("pki-revoked/root.crl"));
        Files.write(
                folder.path("pki-revoked/ca.crl"),
                pki.crlRevoking(ExampleEntity.ISSUER_XA, when, CRLReason.KEY_COMPROMISE)
                        .getEncoded());
        Judgement now = judge("pki-revoked", received);
        report(Path.of("received.xml"), now);
        must(
                "INDETERMINATE, REVOKED_NO_POE: nothing proves that the seal is older than the revocation",
                now.verdict()
                        .subIndication()
                        .filter(SubIndication.REVOKED_NO_POE::equals)
                        .isPresent());
    }

    private Delivery deliver(As4Sender sender, String what, WireMessage wire, URI endpoint, Partner partner)
            throws IOException {
        onTheWire = what;
        return sender.judge(wire, sender.transmit(wire, endpoint), partner.outgoing());
    }

    private OutboundMessage message(byte[] payload) {
        return OutboundMessage.builder()
                .payload(Payload.of("application/xml", payload))
                .originalSender("chamber-xa")
                .finalRecipient("customs-xb")
                .build(clock);
    }

    private void digests(Delivery.Acknowledged acknowledged) {
        say("message " + acknowledged.messageId());
        say(row("what", "digest sent", "digest in the receipt"));
        for (SignedReference sent : acknowledged.sent()) {
            String receipted = acknowledged.receipted().stream()
                    .filter(r -> r.uri().equals(sent.uri()))
                    .map(SignedReference::digestValue)
                    .findFirst()
                    .orElse("-");
            String what = sent.uri().startsWith("cid:") ? "attachment" : sent.uri();
            say(row(what, sent.digestValue(), receipted));
        }
    }

    private static String row(String what, String sent, String receipted) {
        String shortened = what.length() <= 16 ? what : what.substring(0, 15) + "…";
        return String.format(java.util.Locale.ROOT, "%-16s  %-44s  %s", shortened, sent, receipted);
    }

    private byte[] seal(ExamplePki pki, byte[] plain) throws SigningRefusedException {
        ExampleCredential issuer = pki.credential(ExampleEntity.ISSUER_XA);
        KeyEntry key = new KeyEntry(issuer.key(), issuer.chain());
        return new CertificateSealer(key, providers).seal(plain, clock.instant());
    }

    private Judgement judge(String trust, byte[] file) throws IOException, TrustFolderException {
        SealJudge judge = new SealJudge(TrustFolder.load(folder.path(trust), ExampleTrust.ALLOWED), providers);
        return judge.judge(file, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    private void report(Path file, Judgement judgement) {
        // The head of the report; the checks are for whoever runs verify.
        TextReport.render(file.getFileName().toString(), judgement)
                .lines()
                .takeWhile(line -> !line.startsWith("  checks"))
                .filter(line -> !line.startsWith("  sha256") && !line.startsWith("  trust"))
                .forEach(this::say);
    }

    private static byte[] alteredWeight(byte[] certificate) {
        String xml = new String(certificate, StandardCharsets.UTF_8);
        Matcher weight = Pattern.compile("<cbc:GrossWeightMeasure[^>]*>([0-9])").matcher(xml);
        if (!weight.find()) {
            throw new IllegalStateException("the example certificate has no gross weight");
        }
        char digit = xml.charAt(weight.start(1));
        String changed = xml.substring(0, weight.start(1))
                + (digit == '9' ? '1' : (char) (digit + 1))
                + xml.substring(weight.end(1));
        return changed.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] example() throws IOException {
        try (InputStream in = Demo.class.getResourceAsStream("examples/" + CERTIFICATE)) {
            if (in == null) {
                throw new IllegalStateException("the program was built without its example certificate");
            }
            return in.readAllBytes();
        }
    }

    private WireTap evidence() {
        return new WireTap() {
            private int count;

            @Override
            public void outgoing(WireMessage message) {
                count++;
                keep("sent", message);
            }

            @Override
            public void incoming(WireMessage message) {
                keep("answer", message);
            }

            private void keep(String direction, WireMessage message) {
                byte[] head = ("Content-Type: " + message.contentType() + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
                byte[] whole = java.util.Arrays.copyOf(head, head.length + message.size());
                System.arraycopy(message.body(), 0, whole, head.length, message.size());
                try {
                    folder.write(
                            "wire/" + count + "-" + direction + ".mime",
                            whole,
                            (direction.equals("sent") ? "as it left: " : "what came back for: ") + onTheWire);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private GatewayConfig config(String us, String them, int ourPort, int theirPort)
            throws IOException, GatewayConfigException {
        String yaml = String.join(
                "\n",
                "# A node of the demo; start it again with: cretula gateway --config "
                        + folder.path(us + "/gateway.yaml"),
                "party:",
                "  id: " + us,
                "  type: " + PARTY_TYPE,
                "keystore: ../pki/" + us + ".p12",
                "alias: as4",
                "password: " + ExamplePki.PASSWORD,
                "listen: 127.0.0.1:" + ourPort,
                "admin: 127.0.0.1:0",
                "store: store",
                "partners:",
                "  - name: " + them,
                "    party:",
                "      id: " + them,
                "      type: " + PARTY_TYPE,
                "    endpoint: http://127.0.0.1:" + theirPort + "/as4",
                "    certificate: ../pki/" + them + ".crt",
                "    agreement: urn:cretula:agreements:xa-xb",
                "    service: urn:cretula:services:co",
                "    action: submit",
                "");
        String name = us + "/gateway.yaml";
        Path file = folder.write(name, yaml.getBytes(StandardCharsets.UTF_8), "configuration of the node " + us);
        return GatewayConfig.load(file);
    }

    private void plan(int nodePort) throws IOException {
        String yaml = String.join(
                "\n",
                "# Examines the demo's Customs node as the node of XA; run it with:",
                "#   " + examine(),
                "title: The demo's node of the Customs administration of XB",
                "examiner:",
                "  name: node-xa",
                "  party: {id: node-xa, type: \"" + PARTY_TYPE + "\"}",
                "  keystore: pki/node-xa.p12",
                "  alias: as4",
                "  password: " + ExamplePki.PASSWORD,
                "  listen: 127.0.0.1:" + nodePort,
                "partner:",
                "  party: {id: customs-xb, type: \"" + PARTY_TYPE + "\"}",
                "  certificate: pki/customs-xb.crt",
                "  node: customs-xb/gateway.yaml",
                "exchange:",
                "  agreement: urn:cretula:agreements:xa-xb",
                "  service: urn:cretula:services:co",
                "  action: submit",
                "");
        folder.write(
                "conformance-plan.yaml",
                yaml.getBytes(StandardCharsets.UTF_8),
                "plan to examine Customs' node: " + examine());
    }

    private String examine() throws IOException {
        return "cretula conformance run --plan " + folder.path("conformance-plan.yaml") + " -o report";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void title(String text) {
        print("");
        print(++step + ". " + text);
    }

    private void say(String text) {
        print("   " + text);
    }

    private void must(String what, boolean holds) {
        allAsItMust &= holds;
        print("   " + (holds ? "as it must: " : "NOT AS IT MUST: ") + what);
    }

    private void print(String line) {
        story.add(line);
        out.println(line);
        out.flush();
    }
}
