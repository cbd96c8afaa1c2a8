package org.cretula.trust.openssl;

import static org.cretula.trust.openssl.Kind.Topic.CA;
import static org.cretula.trust.openssl.Kind.Topic.LEAF_NAMES;
import static org.cretula.trust.openssl.Kind.Topic.ROOT;
import static org.cretula.trust.openssl.Kind.faulty;
import static org.cretula.trust.openssl.Kind.open;
import static org.cretula.trust.openssl.Kind.sound;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;

/** Name constraints of every kind of name, in a CA and in the root, kept and violated. */
final class NameKinds {

    /** A kind of name, a subtree of it, a name inside and one outside. */
    private enum Form {
        DNS(GeneralName.dNSName, "chamber.example", "seal.chamber.example", "chamber.example.other.example"),
        MAIL(GeneralName.rfc822Name, "chamber.example", "seal@chamber.example", "seal@other.example"),
        MAILBOX(GeneralName.rfc822Name, "seal@chamber.example", "seal@chamber.example", "other@chamber.example"),
        ADDRESS(GeneralName.iPAddress, "192.0.2.0/24", "192.0.2.7", "198.51.100.7"),
        URI(
                GeneralName.uniformResourceIdentifier,
                "chamber.example",
                "https://chamber.example/seal",
                "https://other.example/chamber.example"),
        NAME(
                GeneralName.directoryName,
                "C=XX,O=Cretula Test",
                "C=XX,O=Cretula Test,CN=Also",
                "C=XX,O=Other,CN=Cretula Test");

        private final int tag;
        private final String base;
        private final String inside;
        private final String outside;

        Form(int tag, String base, String inside, String outside) {
            this.tag = tag;
            this.base = base;
            this.inside = inside;
            this.outside = outside;
        }

        GeneralSubtree subtree() {
            return new GeneralSubtree(new GeneralName(tag, base));
        }
    }

    static final List<Kind> ALL = all();

    private NameKinds() {}

    private static List<Kind> all() {
        List<Kind> all = new ArrayList<>();
        for (Form form : Form.values()) {
            String name = form.name().toLowerCase(Locale.ROOT);
            all.add(sound(
                    name + "-permitted-and-inside", pki -> only(pki.lowest(), form, pki, form.inside), CA, LEAF_NAMES));
            all.add(faulty(
                    name + "-not-permitted", pki -> only(pki.lowest(), form, pki, form.outside), CA, LEAF_NAMES));
            all.add(faulty(name + "-excluded", pki -> not(pki.lowest(), form, pki, form.inside), CA, LEAF_NAMES));
            all.add(sound(
                    "root-" + name + "-permitted-and-inside",
                    pki -> only(pki.root, form, pki, form.inside),
                    ROOT,
                    LEAF_NAMES));
            all.add(faulty(
                    "root-" + name + "-not-permitted",
                    pki -> only(pki.root, form, pki, form.outside),
                    ROOT,
                    LEAF_NAMES));
            all.add(faulty(
                    "root-" + name + "-excluded", pki -> not(pki.root, form, pki, form.inside), ROOT, LEAF_NAMES));
        }
        all.add(sound(
                "dns-excluded-elsewhere", pki -> not(pki.lowest(), Form.DNS, pki, Form.DNS.outside), CA, LEAF_NAMES));
        all.add(sound(
                "mail-excluded-elsewhere",
                pki -> not(pki.lowest(), Form.MAIL, pki, Form.MAIL.outside),
                CA,
                LEAF_NAMES));
        all.add(sound(
                "mail-inside-in-another-case",
                pki -> only(pki.lowest(), Form.MAIL, pki, "Seal@CHAMBER.example"),
                CA,
                LEAF_NAMES));
        Map<String, String> spellings = new TreeMap<>();
        spellings.put("in-another-case", "SEAL.Chamber.Example");
        spellings.put("with-a-dot-at-the-end", "seal.chamber.example.");
        spellings.put("itself", "chamber.example");
        spellings.forEach((how, name) -> {
            all.add(faulty("dns-excluded-" + how, pki -> not(pki.lowest(), Form.DNS, pki, name), CA, LEAF_NAMES));
            all.add(faulty("root-dns-excluded-" + how, pki -> not(pki.root, Form.DNS, pki, name), ROOT, LEAF_NAMES));
        });
        Map<String, String> uris = new TreeMap<>();
        uris.put("uri-with-the-domain-as-a-user", "https://chamber.example@other.example/");
        uris.put("uri-without-a-host", "urn:chamber.example");
        uris.put("uri-at-an-address", "https://192.0.2.7/chamber.example");
        uris.forEach((name, uri) -> {
            all.add(faulty(name, pki -> only(pki.lowest(), Form.URI, pki, uri), CA, LEAF_NAMES));
            all.add(faulty("root-" + name, pki -> only(pki.root, Form.URI, pki, uri), ROOT, LEAF_NAMES));
        });
        // RFC 5280 4.2.1.10: no constraint on hosts can be held against these, so they are refused.
        Map<String, String> hostless = new TreeMap<>();
        hostless.put("uri-without-a-host-and-not-excluded", "urn:other.example");
        hostless.put("uri-at-an-address-and-not-excluded", "https://192.0.2.7/other.example");
        hostless.forEach((name, uri) -> {
            all.add(faulty(name, pki -> not(pki.lowest(), Form.URI, pki, uri), CA, LEAF_NAMES));
            all.add(faulty("root-" + name, pki -> not(pki.root, Form.URI, pki, uri), ROOT, LEAF_NAMES));
        });
        all.add(faulty(
                "address-of-the-other-family",
                pki -> only(pki.lowest(), Form.ADDRESS, pki, "2001:db8::7"),
                CA,
                LEAF_NAMES));
        all.add(faulty(
                "root-address-of-the-other-family",
                pki -> only(pki.root, Form.ADDRESS, pki, "2001:db8::7"),
                ROOT,
                LEAF_NAMES));
        all.add(faulty("subject-with-the-base-in-the-middle", pki -> inTheMiddle(pki, pki.lowest()), CA, LEAF_NAMES));
        all.add(faulty(
                "root-subject-with-the-base-in-the-middle", pki -> inTheMiddle(pki, pki.root), ROOT, LEAF_NAMES));
        all.add(faulty("ca-name-not-permitted", NameKinds::caOutside, CA, LEAF_NAMES));
        all.add(faulty("subject-not-permitted", NameKinds::subjectOutside, CA, LEAF_NAMES));
        all.add(faulty("mail-in-the-subject-not-permitted", NameKinds::mailInSubject, CA, LEAF_NAMES));
        all.add(sound("dns-permitted-and-no-such-name", NameKinds::noSuchName, CA, LEAF_NAMES));
        all.add(faulty("mail-permitted-above-but-not-below", NameKinds::wider, CA, LEAF_NAMES));
        all.add(open("constraints-not-critical", NameKinds::notCritical, CA, LEAF_NAMES));
        all.add(faulty("constraints-not-critical-and-violated", NameKinds::notCriticalViolated, CA, LEAF_NAMES));
        all.add(faulty("constraints-on-a-kind-that-nobody-enforces", NameKinds::registeredId, CA, LEAF_NAMES));
        all.add(faulty("constraints-with-a-minimum", NameKinds::minimum, CA, LEAF_NAMES));
        return List.copyOf(all);
    }

    private static void constrain(
            CertificateDraft ca, boolean critical, GeneralSubtree[] permitted, GeneralSubtree[] excluded) {
        ca.put(
                Extension.nameConstraints,
                critical,
                permitted.length == 0 ? new NameConstraints(null, excluded) : new NameConstraints(permitted, null));
    }

    private static void only(CertificateDraft ca, Form form, Pki pki, String name) {
        constrain(ca, true, new GeneralSubtree[] {form.subtree()}, new GeneralSubtree[0]);
        pki.alternativeName(form.tag, name);
    }

    private static void not(CertificateDraft ca, Form form, Pki pki, String name) {
        GeneralSubtree subtree = form == Form.NAME
                ? new GeneralSubtree(new GeneralName(new X500Name("C=XX,O=Cretula Test,CN=Also")))
                : form.subtree();
        constrain(ca, true, new GeneralSubtree[0], new GeneralSubtree[] {subtree});
        pki.alternativeName(form.tag, name);
    }

    private static void subjectOutside(Pki pki) {
        only(pki.lowest(), Form.NAME, pki, Form.NAME.inside);
        pki.leaf.subject = new X500Name("C=XX,O=Other,CN=Cretula Test");
    }

    private static void inTheMiddle(Pki pki, CertificateDraft ca) {
        only(ca, Form.NAME, pki, Form.NAME.inside);
        pki.leaf.subject = new X500Name("OU=Before,C=XX,O=Cretula Test,CN=Holder");
    }

    private static void caOutside(Pki pki) {
        only(pki.upperOfTwo(), Form.NAME, pki, Form.NAME.inside);
        pki.lowest().subject = new X500Name("C=XX,O=Other,CN=CA");
    }

    private static void mailInSubject(Pki pki) {
        constrain(pki.lowest(), true, new GeneralSubtree[] {Form.MAIL.subtree()}, new GeneralSubtree[0]);
        pki.leaf.subject = new X500Name("C=XX,O=Cretula Test,CN=Holder,E=seal@other.example");
    }

    private static void noSuchName(Pki pki) {
        constrain(pki.lowest(), true, new GeneralSubtree[] {Form.DNS.subtree()}, new GeneralSubtree[0]);
    }

    private static void wider(Pki pki) {
        only(pki.upperOfTwo(), Form.MAIL, pki, "seal@other.example");
        constrain(
                pki.lowest(),
                true,
                new GeneralSubtree[] {new GeneralSubtree(new GeneralName(GeneralName.rfc822Name, "other.example"))},
                new GeneralSubtree[0]);
    }

    private static void notCritical(Pki pki) {
        only(pki.lowest(), Form.MAIL, pki, Form.MAIL.inside);
        constrain(pki.lowest(), false, new GeneralSubtree[] {Form.MAIL.subtree()}, new GeneralSubtree[0]);
    }

    private static void notCriticalViolated(Pki pki) {
        notCritical(pki);
        pki.alternativeName(Form.MAIL.tag, Form.MAIL.outside);
    }

    private static void registeredId(Pki pki) {
        GeneralName base = new GeneralName(GeneralName.registeredID, "1.3.6.1.4.1.99999");
        constrain(pki.lowest(), true, new GeneralSubtree[] {new GeneralSubtree(base)}, new GeneralSubtree[0]);
        pki.alternativeName(GeneralName.registeredID, "1.3.6.1.4.1.88888.1");
    }

    private static void minimum(Pki pki) {
        only(pki.lowest(), Form.MAIL, pki, Form.MAIL.inside);
        GeneralSubtree subtree = new GeneralSubtree(
                new GeneralName(GeneralName.rfc822Name, Form.MAIL.base), BigInteger.ONE, BigInteger.TWO);
        constrain(pki.lowest(), true, new GeneralSubtree[] {subtree}, new GeneralSubtree[0]);
    }
}
