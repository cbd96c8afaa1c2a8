package org.cretula.trust.openssl;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** A root, one or two CAs below it, a holder, and a list of each CA: all good until a {@link Kind} changes it. */
final class Pki {

    static final Instant AT = Instant.parse("2026-06-01T00:00:00Z");

    final Random random;
    final CertificateDraft root;
    /** From the root down; the last one issued the leaf. */
    final List<CertificateDraft> cas = new ArrayList<>();

    final CertificateDraft leaf;
    final List<CertificateDraft> anchors = new ArrayList<>();
    /** What comes along besides the CAs. */
    final List<CertificateDraft> others = new ArrayList<>();

    /** What does not come along though it should. */
    final List<CertificateDraft> missing = new ArrayList<>();

    final List<ListDraft> lists = new ArrayList<>();
    private final int number;
    private int serials;

    Pki(int number, boolean two, Random random) {
        this.number = number;
        this.random = random;
        root = CertificateDraft.root("Root " + number, Keys.usual(0), nextSerial());
        addCa(root);
        if (two) {
            addCa(cas.get(0));
        }
        leaf = CertificateDraft.leaf("Holder " + number, Keys.usual(9), lowest(), nextSerial());
        anchors.add(root);
        lists.add(new ListDraft(root));
        cas.forEach(ca -> lists.add(new ListDraft(ca)));
    }

    void addCa(CertificateDraft parent) {
        int level = cas.size() + 1;
        cas.add(CertificateDraft.ca("CA " + number + "." + level, Keys.usual(level), parent, nextSerial()));
    }

    BigInteger nextSerial() {
        return BigInteger.valueOf(1_000_000L + number * 100L + serials++);
    }

    String numbered(String name) {
        return name + " " + number;
    }

    /** The CA that issued the leaf. */
    CertificateDraft lowest() {
        return cas.get(cas.size() - 1);
    }

    CertificateDraft anyCa() {
        return cas.get(random.nextInt(cas.size()));
    }

    /** Makes sure there are two CAs, and gives the upper one. */
    CertificateDraft upperOfTwo() {
        if (cas.size() == 1) {
            addCa(cas.get(0));
            leaf.parent = Optional.of(lowest());
            lists.add(new ListDraft(lowest()));
        }
        return cas.get(0);
    }

    ListDraft listOf(CertificateDraft ca) {
        return lists.stream().filter(list -> list.ca == ca).findFirst().orElseThrow();
    }

    /** The list that speaks of the leaf. */
    ListDraft leafList() {
        return listOf(lowest());
    }

    /** The list that speaks of the lowest CA. */
    ListDraft caList() {
        return listOf(lowest().parent.orElseThrow());
    }

    void alternativeName(int tag, String name) {
        leaf.put(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(tag, name)));
    }
}
