package org.cretula.trust.internal.collection;

import java.net.URI;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.cretula.trust.CertificateRevocationList;
import org.cretula.trust.CollectionLimits;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.Network;
import org.cretula.trust.OcspAnswer;
import org.cretula.trust.Origin;
import org.cretula.trust.Providers;
import org.cretula.trust.StrictCertificates;
import org.cretula.trust.StrictParse;
import org.cretula.trust.internal.encoding.Words;
import org.jspecify.annotations.Nullable;

/**
 * One round of asking for what is missing around a holder's certificate.
 *
 * <p>Order: first issuers, from the holder upwards, until a path stands; then lists and answers, but only from addresses
 * in certificates that lead to an anchor, so that nobody but the anchors' own house decides whom we ask about
 * revocation; then the same for those who signed lists and answers. Everything is read strictly before it is kept, and a
 * certificate is kept only where it signed one that we asked about, a self-signed one never: it would look like an anchor.
 */
public final class Errand {

    private static final String NO_CHECK = "1.3.6.1.5.5.7.48.1.5";
    private static final int MOST_CERTIFICATES = 64;

    private final Fetcher fetcher;
    private final CollectionLimits limits;
    private final Chains chains;
    private final Providers providers;
    private final SecureRandom random;
    private final Set<X509Certificate> pool;
    private final EvidenceStore.Builder collected = EvidenceStore.builder();
    private final Set<String> withoutNonce = new LinkedHashSet<>();
    private final Set<X509Certificate> covered = new HashSet<>();
    private final Deque<X509Certificate> toCover = new ArrayDeque<>();
    private int certificates;

    public Errand(
            Network network,
            CollectionLimits limits,
            Clock clock,
            Chains chains,
            Providers providers,
            SecureRandom random,
            Collection<X509Certificate> pool) {
        this.fetcher = new Fetcher(network, limits, clock);
        this.limits = limits;
        this.chains = chains;
        this.providers = providers;
        this.random = random;
        this.pool = new LinkedHashSet<>(pool);
    }

    public EvidenceStore collected() {
        return collected.build();
    }

    /** Digests of the answers that lack the nonce that was asked with. */
    public Set<String> withoutNonce() {
        return withoutNonce;
    }

    public List<String> notes() {
        return fetcher.notes();
    }

    /** Asks for issuers until a path stands or nobody is left to ask. */
    public void completePaths(X509Certificate holder, Supplier<Boolean> pathStands) {
        Set<X509Certificate> done = new HashSet<>();
        boolean grown = true;
        while (grown && !pathStands.get()) {
            grown = false;
            Chains.Reached reached = chains.from(holder, pool);
            List<X509Certificate> open = new ArrayList<>(reached.loose());
            open.addAll(reached.anchored());
            for (X509Certificate certificate : open) {
                if (done.add(certificate)) {
                    grown |= askIssuers(certificate);
                }
            }
        }
    }

    private boolean askIssuers(X509Certificate certificate) {
        Addresses addresses = Addresses.issuers(content(certificate, Addresses.AUTHORITY_INFORMATION_ACCESS));
        leftAside(addresses, certificate);
        String what = "the certificate of " + Words.name(certificate.getIssuerX500Principal());
        boolean grown = false;
        for (URI address : addresses.usable()) {
            Optional<Network.Reply> reply = fetcher.get(address, limits.smallBytes(), what);
            if (reply.isPresent()) {
                grown |= keepIssuers(reply.get(), what, candidate -> chains.signed(certificate, candidate));
            }
        }
        return grown;
    }

    private interface Wanted {
        boolean is(X509Certificate candidate);
    }

    private boolean keepIssuers(Network.Reply reply, String what, Wanted wanted) {
        boolean grown = false;
        boolean any = false;
        for (StrictParse<X509Certificate> parse : IssuerCertificates.read(reply.bytes())) {
            if (parse instanceof StrictParse.Refused<X509Certificate> refused) {
                fetcher.refuse(reply.from(), what, refused.explanation());
                continue;
            }
            X509Certificate certificate = parse.value().orElseThrow();
            if (wanted.is(certificate)) {
                any = true;
                grown |= keep(certificate, reply.from());
            }
        }
        if (!any) {
            fetcher.refuse(reply.from(), what, "expected the certificate whose key signed, found none");
        }
        return grown;
    }

    private boolean keep(X509Certificate certificate, URI from) {
        if (chains.isSelfSigned(certificate)) {
            fetcher.note("the self-signed certificate " + Words.name(certificate) + " from "
                    + Words.line(from.toString()) + " was not kept: only you can make it an anchor, after you have"
                    + " compared its digest with one that its holder publishes elsewhere");
            return false;
        }
        if (certificates >= MOST_CERTIFICATES || !pool.add(certificate)) {
            return false;
        }
        certificates++;
        collected.certificate(certificate, origin(from));
        return true;
    }

    /** Asks for lists and answers about every certificate that leads from the holder to an anchor. */
    public void coverRevocation(X509Certificate holder) {
        toCover.add(holder);
        while (!toCover.isEmpty()) {
            Chains.Reached reached = chains.from(toCover.remove(), pool);
            for (X509Certificate certificate : reached.anchored()) {
                if (covered.add(certificate)) {
                    boolean any = askLists(certificate, Addresses.DISTRIBUTION_POINTS);
                    any |= askLists(certificate, Addresses.FRESHEST_LIST);
                    any |= askResponders(certificate, reached.links());
                    if (!any && content(certificate, NO_CHECK) == null) {
                        fetcher.note(Words.name(certificate) + " names no list and no responder that can be asked;"
                                + " ask " + Words.name(certificate.getIssuerX500Principal())
                                + " for a revocation list");
                    }
                }
            }
        }
    }

    private boolean askLists(X509Certificate certificate, String extension) {
        Addresses addresses = Addresses.lists(content(certificate, extension));
        leftAside(addresses, certificate);
        String what = "the revocation list for " + Words.name(certificate);
        addresses.usable().forEach(address -> askList(address, what));
        return !addresses.usable().isEmpty();
    }

    private void askList(URI address, String what) {
        Optional<Network.Reply> reply = fetcher.get(address, limits.listBytes(), what);
        if (reply.isEmpty()) {
            return;
        }
        StrictParse<CertificateRevocationList> parse =
                StrictCertificates.parseCrl(reply.get().bytes());
        if (parse instanceof StrictParse.Refused<CertificateRevocationList> refused) {
            fetcher.refuse(address, what, refused.explanation());
            return;
        }
        CertificateRevocationList list = parse.value().orElseThrow();
        collected.list(list, origin(reply.get().from()));
        Addresses newer = Addresses.lists(content(list, Addresses.FRESHEST_LIST));
        newer.usable().forEach(more -> askList(more, what));
        Addresses signers = Addresses.issuers(content(list, Addresses.AUTHORITY_INFORMATION_ACCESS));
        for (URI signer : signers.usable()) {
            fetcher.get(signer, limits.smallBytes(), "the signer of " + what)
                    .ifPresent(r -> keepIssuers(
                            r,
                            "the signer of " + what,
                            candidate -> candidate.getSubjectX500Principal().equals(list.issuer())));
        }
        pool.stream()
                .filter(c -> c.getSubjectX500Principal().equals(list.issuer()))
                .forEach(toCover::add);
    }

    private boolean askResponders(X509Certificate certificate, List<Chains.Link> links) {
        Addresses addresses = Addresses.responders(content(certificate, Addresses.AUTHORITY_INFORMATION_ACCESS));
        leftAside(addresses, certificate);
        Set<PublicKey> keys = new HashSet<>();
        for (Chains.Link link : links) {
            if (link.certificate().equals(certificate) && keys.add(link.issuer().getPublicKey())) {
                addresses.usable().forEach(address -> askResponder(address, certificate, link.issuer()));
            }
        }
        return !addresses.usable().isEmpty();
    }

    private void askResponder(URI address, X509Certificate certificate, X509Certificate issuer) {
        byte[] nonce = new byte[OcspQuestion.NONCE_BYTES];
        random.nextBytes(nonce);
        String what = "the OCSP answer about " + Words.name(certificate);
        byte[] question = OcspQuestion.about(certificate, issuer, nonce, providers);
        Optional<Network.Reply> reply =
                fetcher.post(address, new Network.Body(OcspQuestion.MEDIA_TYPE, question), what);
        if (reply.isEmpty()) {
            return;
        }
        StrictParse<OcspAnswer> parse = StrictCertificates.parseOcsp(reply.get().bytes());
        if (parse instanceof StrictParse.Refused<OcspAnswer> refused) {
            fetcher.refuse(address, what, refused.explanation());
            return;
        }
        OcspAnswer answer = parse.value().orElseThrow();
        Optional<String> fault = fault(answer, certificate, nonce);
        if (fault.isPresent()) {
            fetcher.refuse(address, what, fault.get());
            return;
        }
        collected.answer(answer, origin(reply.get().from()));
        if (answer.nonce().isEmpty()) {
            withoutNonce.add(answer.sha256());
        }
        // A responder whose certificate does not excuse it from that is asked about too.
        for (X509Certificate responder : answer.certificates()) {
            if (responder.getExtensionValue(NO_CHECK) == null) {
                toCover.add(responder);
            }
        }
    }

    /**
     * An answer with another nonce was made for somebody else, perhaps long ago (attack C06). One without any is what
     * responders give that sign in advance (RFC 9654 and RFC 5019 allow it): its own dates say how old it is.
     */
    private static Optional<String> fault(OcspAnswer answer, X509Certificate certificate, byte[] nonce) {
        if (answer.status() != OcspAnswer.ResponseStatus.SUCCESSFUL) {
            return Optional.of("expected an answer, found the status " + answer.status());
        }
        if (answer.nonce().isPresent() && !answer.hasNonce(nonce)) {
            return Optional.of("expected the nonce that was asked with, found another");
        }
        return answer.answers().stream().anyMatch(a -> a.serialNumber().equals(certificate.getSerialNumber()))
                ? Optional.empty()
                : Optional.of(
                        "expected an answer about serial number " + certificate.getSerialNumber() + ", found none");
    }

    private void leftAside(Addresses addresses, X509Certificate certificate) {
        addresses.leftAside().forEach(why -> fetcher.note("in " + Words.name(certificate) + ": " + why));
    }

    private static byte @Nullable [] content(X509Certificate certificate, String oid) {
        byte[] value = certificate.getExtensionValue(oid);
        return value == null ? null : ASN1OctetString.getInstance(value).getOctets();
    }

    private static byte @Nullable [] content(CertificateRevocationList list, String oid) {
        return list.extension(oid).orElse(null);
    }

    private static Origin origin(URI address) {
        return Origin.network(address.toString());
    }
}
