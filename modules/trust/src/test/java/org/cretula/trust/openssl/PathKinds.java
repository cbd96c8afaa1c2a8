package org.cretula.trust.openssl;

import static org.cretula.trust.openssl.Kind.Topic.CA;
import static org.cretula.trust.openssl.Kind.Topic.LEAF_IDENTIFIERS;
import static org.cretula.trust.openssl.Kind.Topic.LEAF_SIGNATURE;
import static org.cretula.trust.openssl.Kind.Topic.LISTS;
import static org.cretula.trust.openssl.Kind.Topic.ROOT;
import static org.cretula.trust.openssl.Kind.faulty;
import static org.cretula.trust.openssl.Kind.open;
import static org.cretula.trust.openssl.Kind.sound;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Paths that fork, turn in circles, or lead nowhere. */
final class PathKinds {

    static final List<Kind> ALL = List.of(
            sound("ca-has-a-namesake", pki -> namesake(pki, true), CA),
            sound("ca-has-a-namesake-and-no-identifiers", PathKinds::namesakeWithoutIdentifiers, CA, LEAF_IDENTIFIERS),
            sound("ca-cross-signed-by-a-stranger", PathKinds::stranger, CA),
            sound("ca-cross-signed-by-another-anchor", PathKinds::otherAnchor, CA, ROOT, LISTS),
            sound("ca-renewed", PathKinds::renewed, CA),
            sound("ca-rolled-over-by-itself", PathKinds::rolledOver, CA, LISTS),
            sound("ca-path-length-kept-by-a-self-issued-one", PathKinds::pathLengthSelfIssued, CA, LISTS),
            sound("cas-that-certify-each-other", PathKinds::loop, CA),
            sound(
                    "leaf-shares-the-key-of-its-ca",
                    pki -> pki.leaf.withKeys(pki.lowest().keys),
                    CA,
                    Kind.Topic.LEAF_KEY),
            open("twelve-cas", PathKinds::twelve, CA, LISTS),
            faulty("ca-does-not-come-along", pki -> pki.missing.add(pki.anyCa()), CA),
            faulty("anchor-is-a-stranger", PathKinds::strangerAnchor, ROOT),
            faulty("anchor-is-a-namesake", PathKinds::namesakeAnchor, ROOT),
            open("anchor-is-not-self-signed", PathKinds::intermediateAnchor, ROOT),
            open("anchor-is-the-leaf", PathKinds::leafAnchor, ROOT),
            faulty(
                    "leaf-signed-by-itself",
                    PathKinds::selfSigned,
                    CA,
                    LEAF_SIGNATURE,
                    LEAF_IDENTIFIERS,
                    Kind.Topic.LEAF_NAMES),
            faulty("leaf-issued-by-a-leaf", PathKinds::issuedByLeaf, CA, LEAF_SIGNATURE, LEAF_IDENTIFIERS));

    private PathKinds() {}

    private static CertificateDraft namesake(Pki pki, boolean identifiers) {
        CertificateDraft namesake =
                CertificateDraft.ca("x", Keys.usual(6), pki.lowest().parent.orElseThrow(), pki.nextSerial());
        namesake.subject = pki.lowest().subject;
        namesake.subjectKeyIdentifier = identifiers;
        namesake.authorityKeyIdentifier = identifiers;
        pki.others.add(namesake);
        return namesake;
    }

    private static void namesakeWithoutIdentifiers(Pki pki) {
        namesake(pki, false);
        pki.lowest().subjectKeyIdentifier = false;
        pki.lowest().authorityKeyIdentifier = false;
        pki.leaf.authorityKeyIdentifier = false;
    }

    private static CertificateDraft crossSigned(Pki pki, CertificateDraft root) {
        CertificateDraft cross = CertificateDraft.ca("x", pki.lowest().keys, root, pki.nextSerial());
        cross.subject = pki.lowest().subject;
        pki.others.add(cross);
        return cross;
    }

    private static CertificateDraft otherRoot(Pki pki) {
        return CertificateDraft.root(pki.numbered("Stranger"), Keys.usual(7), pki.nextSerial());
    }

    private static void stranger(Pki pki) {
        crossSigned(pki, otherRoot(pki));
    }

    private static void otherAnchor(Pki pki) {
        CertificateDraft other = otherRoot(pki);
        crossSigned(pki, other);
        pki.anchors.add(other);
        pki.lists.add(new ListDraft(other));
    }

    private static void renewed(Pki pki) {
        CertificateDraft old = crossSigned(pki, pki.lowest().parent.orElseThrow());
        old.to = Pki.AT.minus(Duration.ofDays(400));
    }

    /** The lowest CA has a new key, for which it vouches with its old one. */
    private static CertificateDraft rolledOver(Pki pki) {
        CertificateDraft old = pki.lowest();
        CertificateDraft renewed = CertificateDraft.ca("x", Keys.usual(6), old, pki.nextSerial());
        renewed.subject = old.subject;
        pki.cas.add(renewed);
        pki.leaf.parent = Optional.of(renewed);
        pki.lists.add(new ListDraft(renewed));
        return old;
    }

    private static void pathLengthSelfIssued(Pki pki) {
        CaKinds.pathLength(rolledOver(pki), 0);
    }

    private static void loop(Pki pki) {
        CertificateDraft other =
                CertificateDraft.ca(pki.numbered("Loop"), Keys.usual(6), pki.lowest(), pki.nextSerial());
        pki.others.add(other);
        crossSigned(pki, other);
    }

    private static void twelve(Pki pki) {
        while (pki.cas.size() < 12) {
            pki.addCa(pki.lowest());
            pki.lowest().withKeys(Keys.usual(1 + pki.cas.size() % 4));
            pki.lists.add(new ListDraft(pki.lowest()));
        }
        pki.leaf.parent = Optional.of(pki.lowest());
    }

    private static void strangerAnchor(Pki pki) {
        pki.anchors.clear();
        pki.anchors.add(otherRoot(pki));
    }

    private static void namesakeAnchor(Pki pki) {
        CertificateDraft namesake = otherRoot(pki);
        namesake.subject = pki.root.subject;
        pki.anchors.clear();
        pki.anchors.add(namesake);
    }

    private static void intermediateAnchor(Pki pki) {
        pki.anchors.clear();
        pki.anchors.add(pki.lowest());
    }

    private static void leafAnchor(Pki pki) {
        pki.anchors.clear();
        pki.anchors.add(pki.leaf);
    }

    private static void selfSigned(Pki pki) {
        pki.leaf.parent = Optional.empty();
    }

    private static void issuedByLeaf(Pki pki) {
        CertificateDraft between =
                CertificateDraft.leaf(pki.numbered("Greedy"), Keys.usual(6), pki.lowest(), pki.nextSerial());
        pki.others.add(between);
        pki.lists.add(new ListDraft(between));
        pki.leaf.parent = Optional.of(between);
    }
}
