package org.cretula.trust.openssl;

import static org.cretula.trust.openssl.Kind.Topic.LEAF_DATES;
import static org.cretula.trust.openssl.Kind.Topic.LEAF_OTHER;
import static org.cretula.trust.openssl.Kind.Topic.LISTS;
import static org.cretula.trust.openssl.Kind.faulty;
import static org.cretula.trust.openssl.Kind.open;
import static org.cretula.trust.openssl.Kind.sound;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.ReasonFlags;

/** What can be done with revocation lists. */
final class ListKinds {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant BEFORE = Pki.AT.minus(DAY.multipliedBy(40));
    private static final Instant AFTER = Pki.AT.plus(DAY.multipliedBy(5));
    private static final int[] REASONS = {1, 2, 3, 4, 5, 9, 10};
    private static final ReasonFlags COMPROMISE = new ReasonFlags(ReasonFlags.keyCompromise | ReasonFlags.cACompromise);
    private static final ReasonFlags THE_REST = new ReasonFlags(ReasonFlags.affiliationChanged
            | ReasonFlags.superseded
            | ReasonFlags.cessationOfOperation
            | ReasonFlags.certificateHold
            | ReasonFlags.privilegeWithdrawn
            | ReasonFlags.aACompromise);

    static final List<Kind> ALL = List.of(
            // revoked
            faulty("leaf-revoked", pki -> pki.leafList().revoke(pki.leaf, BEFORE, anyReason(pki)), LISTS),
            faulty("leaf-revoked-for-no-reason", pki -> pki.leafList().revokeWithoutReason(pki.leaf, BEFORE), LISTS),
            faulty("leaf-on-hold", pki -> pki.leafList().revoke(pki.leaf, BEFORE, CRLReason.certificateHold), LISTS),
            faulty("ca-revoked", pki -> pki.caList().revoke(pki.lowest(), BEFORE, anyReason(pki)), LISTS),
            faulty("leaf-revoked-and-then-removed", pki -> twice(pki, 1, CRLReason.removeFromCRL), LISTS),
            faulty("leaf-removed-and-then-revoked", pki -> twice(pki, CRLReason.removeFromCRL, 1), LISTS),
            open(
                    "leaf-removed-from-a-full-list",
                    pki -> pki.leafList().revoke(pki.leaf, BEFORE, CRLReason.removeFromCRL),
                    LISTS),
            faulty("leaf-revoked-ahead-of-time", pki -> pki.leafList().revoke(pki.leaf, AFTER, 4), LISTS),
            faulty("leaf-revoked-in-an-expired-list", ListKinds::revokedInExpired, LISTS),
            faulty("leaf-revoked-in-a-later-list", pki -> later(pki).revoke(pki.leaf, BEFORE, 4), LISTS),
            open("leaf-revoked-later", pki -> later(pki).revoke(pki.leaf, AFTER, 4), LISTS),
            open("leaf-revoked-in-an-older-list-only", ListKinds::revokedInOlder, LISTS),
            sound("others-revoked", ListKinds::othersRevoked, LISTS),
            sound("leaf-has-the-serial-of-another-that-is-revoked", ListKinds::sameSerial, LISTS),
            open("root-revoked-by-itself", pki -> pki.listOf(pki.root).revoke(pki.root, BEFORE, 4), LISTS),
            // dates
            faulty("list-expired", list(l -> l.nextUpdate = Optional.of(Pki.AT.minus(DAY))), LISTS),
            sound("list-in-its-last-second", list(l -> l.nextUpdate = Optional.of(Pki.AT)), LISTS),
            sound("list-in-its-first-second", list(l -> l.thisUpdate = Pki.AT), LISTS),
            open("list-issued-later", pki -> later(pki), LISTS),
            faulty("list-issued-after-the-leaf-expired", ListKinds::afterExpiry, LISTS, LEAF_DATES),
            open("list-without-an-end", list(l -> l.nextUpdate = Optional.empty()), LISTS),
            faulty("list-missing", pki -> pki.lists.remove(pki.random.nextInt(pki.lists.size())), LISTS),
            faulty("no-list", pki -> pki.lists.clear(), LISTS),
            // who signed it
            faulty("list-signed-by-another-key", list(l -> l.signer = Optional.of(Keys.usual(5))), LISTS),
            faulty("list-signed-by-another-key-in-its-name", list(ListKinds::forged), LISTS),
            open("list-signed-by-a-namesake", ListKinds::namesake, LISTS, Kind.Topic.CA),
            sound(
                    "list-spells-its-issuer-otherwise",
                    list(l -> l.issuer = Optional.of(LeafKinds.spelled(l.ca.subject))),
                    LISTS),
            faulty("list-signature-damaged", list(l -> l.damaged = true), LISTS),
            faulty(
                    "list-signed-with-sha1",
                    list(l -> l.algorithm = Optional.of("SHA1withECDSA")),
                    LISTS,
                    Kind.Topic.CA,
                    Kind.Topic.ROOT),
            open("list-names-another-key", list(ListKinds::anotherKey), LISTS),
            sound("list-without-authority-key", list(l -> l.authorityKeyIdentifier = false), LISTS),
            // extensions
            sound("list-of-version-1", list(l -> l.withExtensions = false), LISTS),
            sound("list-without-number", list(l -> l.numbered = false), LISTS),
            open(
                    "list-number-critical",
                    list(l -> l.put(Extension.cRLNumber, true, new CRLNumber(BigInteger.TEN))),
                    LISTS),
            faulty("list-unknown-critical", list(l -> l.put(LeafKinds.UNKNOWN, true, DERNull.INSTANCE)), LISTS),
            sound("list-unknown-extension", list(l -> l.put(LeafKinds.UNKNOWN, false, DERNull.INSTANCE)), LISTS),
            faulty("entry-unknown-critical", ListKinds::unknownInEntry, LISTS),
            // scope
            sound("list-for-users-only", scoped(only(true, false, false)), LISTS),
            faulty("list-for-cas-only", scoped(only(false, true, false)), LISTS),
            sound("ca-list-for-cas-only", ListKinds::forCas, LISTS),
            faulty("list-for-attributes-only", scoped(only(false, false, true)), LISTS),
            faulty("list-for-cas-and-for-users-only", ListKinds::usersAndCas, LISTS),
            faulty("list-for-cas-only-and-not-critical", ListKinds::scopeNotCritical, LISTS),
            faulty("list-for-some-reasons", scoped(reasons(COMPROMISE)), LISTS),
            sound("lists-for-all-reasons", pki -> allReasons(pki), LISTS),
            faulty(
                    "leaf-revoked-in-the-list-for-its-reason",
                    pki -> allReasons(pki).revoke(pki.leaf, BEFORE, 4),
                    LISTS),
            sound("list-of-its-point", pki -> pointed(pki, "a", "a"), LISTS, LEAF_OTHER),
            faulty("leaf-revoked-in-the-list-of-its-point", ListKinds::revokedAtPoint, LISTS, LEAF_OTHER),
            faulty("list-of-another-point", pki -> pointed(pki, "a", "b"), LISTS, LEAF_OTHER),
            faulty("list-of-a-point-and-leaf-without", scoped(point("a")), LISTS),
            // delta
            faulty("delta-without-base", pki -> asDelta(pki.leafList(), 1), LISTS),
            sound("delta-with-base", pki -> delta(pki, 7), LISTS),
            faulty("leaf-revoked-in-delta", pki -> delta(pki, 7).revoke(pki.leaf, BEFORE, 4), LISTS),
            open("leaf-on-hold-and-released-in-delta", ListKinds::released, LISTS),
            sound("delta-to-another-base", pki -> delta(pki, 8), LISTS),
            // indirect
            sound("indirect-list", pki -> indirect(pki), LISTS, LEAF_OTHER),
            faulty("leaf-revoked-in-indirect-list", ListKinds::revokedIndirectly, LISTS, LEAF_OTHER),
            faulty("indirect-list-of-somebody", ListKinds::indirectUnnamed, LISTS, LEAF_OTHER));

    private ListKinds() {}

    private static int anyReason(Pki pki) {
        return REASONS[pki.random.nextInt(REASONS.length)];
    }

    private static Consumer<Pki> list(Consumer<ListDraft> change) {
        return pki -> change.accept(pki.lists.get(pki.random.nextInt(pki.lists.size())));
    }

    private static Consumer<Pki> scoped(IssuingDistributionPoint scope) {
        return pki -> pki.leafList().put(Extension.issuingDistributionPoint, true, scope);
    }

    private static void revokedInExpired(Pki pki) {
        pki.leafList().thisUpdate = BEFORE.plus(DAY);
        pki.leafList().nextUpdate = Optional.of(BEFORE.plus(DAY.multipliedBy(10)));
        pki.leafList().revoke(pki.leaf, BEFORE, 4);
    }

    /** The list of the leaf's issuer, issued ten days after the instant asked for. */
    private static ListDraft later(Pki pki) {
        ListDraft list = pki.leafList();
        list.thisUpdate = Pki.AT.plus(DAY.multipliedBy(10));
        list.nextUpdate = Optional.of(Pki.AT.plus(DAY.multipliedBy(40)));
        return list;
    }

    private static void afterExpiry(Pki pki) {
        later(pki);
        pki.leaf.to = AFTER;
    }

    private static void revokedInOlder(Pki pki) {
        ListDraft older = new ListDraft(pki.lowest());
        older.thisUpdate = BEFORE;
        older.nextUpdate = Optional.of(BEFORE.plus(DAY.multipliedBy(20)));
        older.number = 6;
        pki.lists.add(older.revoke(pki.leaf, BEFORE.minus(DAY), 4));
    }

    private static void othersRevoked(Pki pki) {
        for (int i = 0; i < 20; i++) {
            CertificateDraft other =
                    CertificateDraft.leaf(pki.numbered("Other"), Keys.usual(8), pki.lowest(), pki.nextSerial());
            pki.leafList().revoke(other, BEFORE, anyReason(pki));
        }
    }

    private static void sameSerial(Pki pki) {
        CertificateDraft other = CertificateDraft.leaf(pki.numbered("Other"), Keys.usual(8), pki.root, pki.leaf.serial);
        pki.listOf(pki.root).revoke(other, BEFORE, 1);
    }

    private static void anotherKey(ListDraft list) {
        list.put(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(new byte[] {4, 5, 6}));
    }

    private static void forged(ListDraft list) {
        list.signer = Optional.of(Keys.usual(5));
        list.put(
                Extension.authorityKeyIdentifier,
                false,
                new AuthorityKeyIdentifier(
                        CertificateDraft.identifier(list.ca.keys).getKeyIdentifier()));
    }

    /** The root certified a second key under the CA's name, and that key signed the list. */
    private static void namesake(Pki pki) {
        CertificateDraft namesake =
                CertificateDraft.ca("x", Keys.usual(6), pki.lowest().parent.orElseThrow(), pki.nextSerial());
        namesake.subject = pki.lowest().subject;
        pki.others.add(namesake);
        pki.leafList().signer = Optional.of(namesake.keys);
    }

    private static void twice(Pki pki, int first, int second) {
        pki.leafList().revoke(pki.leaf, BEFORE, first).revoke(pki.leaf, BEFORE.plus(DAY), second);
    }

    private static void usersAndCas(Pki pki) {
        ASN1Encodable users = new DERTaggedObject(false, 1, ASN1Boolean.TRUE);
        ASN1Encodable cas = new DERTaggedObject(false, 2, ASN1Boolean.TRUE);
        pki.leafList().put(Extension.issuingDistributionPoint, true, new DERSequence(new ASN1Encodable[] {users, cas}));
    }

    private static void scopeNotCritical(Pki pki) {
        pki.leafList().put(Extension.issuingDistributionPoint, false, only(false, true, false));
    }

    private static void unknownInEntry(Pki pki) {
        CertificateDraft other =
                CertificateDraft.leaf(pki.numbered("Other"), Keys.usual(8), pki.lowest(), pki.nextSerial());
        pki.leafList().revoke(other, BEFORE, ListDraft.extension(LeafKinds.UNKNOWN, true, DERNull.INSTANCE));
    }

    private static void forCas(Pki pki) {
        pki.caList().put(Extension.issuingDistributionPoint, true, only(false, true, false));
    }

    private static IssuingDistributionPoint only(boolean users, boolean cas, boolean attributes) {
        return new IssuingDistributionPoint(null, users, cas, null, false, attributes);
    }

    private static IssuingDistributionPoint reasons(ReasonFlags reasons) {
        return new IssuingDistributionPoint(null, false, false, reasons, false, false);
    }

    /** Two lists that share the reasons between them; gives the one for a key that is no longer used. */
    private static ListDraft allReasons(Pki pki) {
        pki.leafList().put(Extension.issuingDistributionPoint, true, reasons(COMPROMISE));
        ListDraft second = new ListDraft(pki.lowest());
        second.put(Extension.issuingDistributionPoint, true, reasons(THE_REST));
        pki.lists.add(second);
        return second;
    }

    private static DistributionPointName name(String point) {
        return new DistributionPointName(new GeneralNames(new GeneralName(
                GeneralName.uniformResourceIdentifier, "http://crl.example.invalid/" + point + ".crl")));
    }

    private static IssuingDistributionPoint point(String point) {
        return new IssuingDistributionPoint(name(point), false, false, null, false, false);
    }

    private static void pointed(Pki pki, String inLeaf, String inList) {
        pki.leaf.put(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
            new DistributionPoint(name(inLeaf), null, null)
        }));
        pki.leafList().put(Extension.issuingDistributionPoint, true, point(inList));
    }

    private static void revokedAtPoint(Pki pki) {
        pointed(pki, "a", "a");
        pki.leafList().revoke(pki.leaf, BEFORE, 1);
    }

    private static ListDraft asDelta(ListDraft list, long base) {
        return list.put(Extension.deltaCRLIndicator, true, new CRLNumber(BigInteger.valueOf(base)));
    }

    /** A delta to the list with this number; the list there is has the number 7. */
    private static ListDraft delta(Pki pki, long base) {
        pki.leafList().put(Extension.freshestCRL, false, new CRLDistPoint(new DistributionPoint[] {
            new DistributionPoint(name("delta"), null, null)
        }));
        ListDraft delta = asDelta(new ListDraft(pki.lowest()), base);
        delta.number = 9;
        delta.thisUpdate = ListDraft.THIS_UPDATE.plus(DAY);
        pki.lists.add(delta);
        return delta;
    }

    private static void released(Pki pki) {
        pki.leafList().revoke(pki.leaf, BEFORE, CRLReason.certificateHold);
        delta(pki, 7).revoke(pki.leaf, BEFORE, CRLReason.removeFromCRL);
    }

    /** Somebody else, whom the leaf names, issues the list for the leaf's CA. */
    private static ListDraft indirect(Pki pki) {
        CertificateDraft issuer = CertificateDraft.leaf(
                        pki.numbered("List Issuer"), Keys.usual(6), pki.root, pki.nextSerial())
                .usage(KeyUsage.cRLSign);
        pki.others.add(issuer);
        pki.lists.remove(pki.leafList());
        ListDraft list = new ListDraft(issuer);
        list.put(
                Extension.issuingDistributionPoint,
                true,
                new IssuingDistributionPoint(name("indirect"), false, false, null, true, false));
        pki.leaf.put(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
            new DistributionPoint(name("indirect"), null, new GeneralNames(new GeneralName(issuer.subject)))
        }));
        pki.lists.add(list);
        return list;
    }

    private static void revokedIndirectly(Pki pki) {
        indirect(pki)
                .revoke(
                        pki.leaf,
                        BEFORE,
                        ListDraft.extension(
                                Extension.certificateIssuer,
                                true,
                                new GeneralNames(new GeneralName(pki.lowest().subject))));
    }

    private static void indirectUnnamed(Pki pki) {
        indirect(pki);
        pki.leaf.extensions.remove(Extension.cRLDistributionPoints);
    }
}
