package org.cretula.signing.internal.form;

import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.cretula.signing.internal.Names;
import org.cretula.trust.CertificateRevocationList;
import org.cretula.trust.Evidence;
import org.cretula.trust.OcspAnswer;
import org.cretula.trust.OcspAnswer.CertificateStatus;
import org.cretula.trust.StrictCertificates;
import org.cretula.trust.timestamp.TimeStampToken;
import org.cretula.xml.XmlElement;

/**
 * The certificates, lists and answers in a signature, and which of them belong together by their names.
 *
 * <p>Strategy: everything is read once and noted with its place, which is the number of the unsigned property that it
 * stands in, or -1 for what stands before them all. Then each certificate's status is looked up by the list's issuer, or
 * by the serial number in the answer; so a file with thousands of each costs no more than to read it.
 */
final class Material {

    private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
    /** RFC 6960 4.2.2.2.1, and EN 319 412-1 5.2: certificates whose status nobody need tell. */
    private static final List<String> NEED_NO_STATUS = List.of("1.3.6.1.5.5.7.48.1.5", "0.4.0.194121.2.1");

    private static final int BEFORE_ALL = -1;
    private static final int LONGEST_WAY = 20;

    private static final Set<String> CERTIFICATES = Set.of("EncapsulatedX509Certificate", "X509Certificate");
    private static final Set<String> LISTS = Set.of("EncapsulatedCRLValue", "X509CRL");

    private final Held held;
    private final Set<X509Certificate> keyInfo = new LinkedHashSet<>();
    private final Set<X509Certificate> certificates = new LinkedHashSet<>();
    private final Map<X500Principal, X509Certificate> bySubject = new HashMap<>();
    private final Map<X509Certificate, Integer> certificatePlaces = new HashMap<>();
    private final Map<X500Principal, Integer> listPlaces = new HashMap<>();
    private final Map<BigInteger, Integer> answerPlaces = new HashMap<>();
    private final List<CertificateRevocationList> lists = new ArrayList<>();
    private final List<OcspAnswer> answers = new ArrayList<>();
    private final List<Stamp> stamps = new ArrayList<>();
    private final Map<String, Integer> unreadable = new LinkedHashMap<>();
    private final Map<String, Integer> copies = new HashMap<>();
    private final Set<X509Certificate> forTimeStamps = new HashSet<>();
    private final Set<X500Principal> listsForTimeStamps = new HashSet<>();
    private final Set<BigInteger> answersForTimeStamps = new HashSet<>();
    private int inTokens;
    private String collecting = "";
    private Optional<X509Certificate> signer = Optional.empty();
    /** The first certificate for time-stamping, for all tokens that bring none; it is looked for once. */
    private Optional<X509Certificate> anyAuthority = Optional.empty();

    /**
     * A time-stamp of the signature.
     *
     * @param place of its property; -1 for one over data
     * @param token what stands in it, if it can be read
     */
    record Stamp(XmlElement property, int place, Optional<TimeStampToken> token) {
        String name() {
            return property.name().getLocalPart()
                    + token.map(t -> " of " + t.time()).orElse("");
        }

        boolean isArchive() {
            return property.is(Held.ARCHIVE);
        }
    }

    /** Whose status has to be known: a holder, and from which place on it had to be in the file. */
    private record Holder(String who, Optional<X509Certificate> certificate, int place) {}

    Material(Held held, boolean read) {
        this.held = held;
        if (!read) {
            return;
        }
        for (XmlElement info : held.keyInfo()) {
            collect(info, BEFORE_ALL);
        }
        keyInfo.addAll(certificates);
        for (XmlElement property : held.dataProperties()) {
            collect(property, BEFORE_ALL);
        }
        List<XmlElement> unsigned = held.unsigned();
        for (int i = 0; i < unsigned.size(); i++) {
            collect(unsigned.get(i), i);
        }
        anyAuthority = certificates.stream().filter(Material::isForTimeStamping).findFirst();
    }

    void read(Optional<X509Certificate> signersCertificate) {
        this.signer = signersCertificate;
    }

    private void collect(XmlElement property, int place) {
        collecting = property.name().getLocalPart();
        boolean own = property.name().getLocalPart().contains("TimeStamp")
                && !property.is(Held.xades141("TimeStampValidationData"));
        boolean forStamps = property.is(Held.xades141("TimeStampValidationData"))
                || property.is(Held.xades141("AnyValidationData"));
        for (XmlElement e : property.descendantsAndSelf()) {
            String name = e.name().getLocalPart();
            if (CERTIFICATES.contains(name)) {
                certificate(e, place, forStamps);
            } else if (LISTS.contains(name)) {
                list(e, place, forStamps);
            } else if (name.equals("EncapsulatedOCSPValue")) {
                answer(e, place, forStamps);
            } else if (name.equals("EncapsulatedTimeStamp")) {
                token(e, property, place, own);
            }
        }
    }

    private void certificate(XmlElement e, int place, boolean forStamps) {
        byte[] der = bytes(e);
        Optional<X509Certificate> read = StrictCertificates.parse(der).value();
        read.ifPresentOrElse(c -> add(c, place, forStamps), () -> unreadable(e));
        read.ifPresent(c -> copy("certificate", der));
    }

    private void add(X509Certificate certificate, int place, boolean forStamps) {
        certificates.add(certificate);
        certificatePlaces.merge(certificate, place, Math::min);
        bySubject.putIfAbsent(certificate.getSubjectX500Principal(), certificate);
        if (forStamps) {
            forTimeStamps.add(certificate);
        }
    }

    private void list(XmlElement e, int place, boolean forStamps) {
        byte[] der = bytes(e);
        Optional<CertificateRevocationList> read =
                StrictCertificates.parseCrl(der).value();
        read.ifPresentOrElse(l -> add(l, place, forStamps), () -> unreadable(e));
        read.ifPresent(l -> copy("status", der));
    }

    private void add(CertificateRevocationList list, int place, boolean forStamps) {
        lists.add(list);
        listPlaces.merge(list.issuer(), place, Math::min);
        if (forStamps) {
            listsForTimeStamps.add(list.issuer());
        }
    }

    private void answer(XmlElement e, int place, boolean forStamps) {
        byte[] der = bytes(e);
        Optional<OcspAnswer> read = StrictCertificates.parseOcsp(der).value();
        if (read.isEmpty()) {
            unreadable(e);
            return;
        }
        copy("status", der);
        answers.add(read.get());
        for (OcspAnswer.Single single : read.get().answers()) {
            answerPlaces.merge(single.serialNumber(), place, Math::min);
            if (forStamps) {
                answersForTimeStamps.add(single.serialNumber());
            }
        }
        read.get().certificates().forEach(c -> add(c, place, forStamps));
    }

    private void token(XmlElement e, XmlElement property, int place, boolean own) {
        Optional<TimeStampToken> token = TimeStampToken.read(bytes(e)).value();
        if (token.isEmpty()) {
            unreadable(e);
        }
        token.ifPresent(t -> {
            inTokens += t.certificates().isEmpty() ? 0 : 1;
            t.certificates().forEach(c -> add(c, place, true));
            t.evidence().lists().stream().map(Evidence::content).forEach(l -> add(l, place, true));
        });
        if (own) {
            stamps.add(new Stamp(property, place, token));
        }
    }

    private void unreadable(XmlElement e) {
        unreadable.merge(collecting + "/" + e.name().getLocalPart(), 1, Integer::sum);
    }

    private void copy(String kind, byte[] der) {
        copies.merge(kind + " " + org.cretula.signing.DigestAlgorithm.SHA256.base64(der), 1, Integer::sum);
    }

    /** What stands in an element in base64; nothing where it is none. */
    static byte[] bytes(XmlElement base64) {
        try {
            return Base64.getDecoder().decode(base64.text().replaceAll("[ \\t\\r\\n]", ""));
        } catch (IllegalArgumentException e) {
            // No certificate, list, answer or token is empty, so this is none.
            return new byte[0];
        }
    }

    static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has no encoding", e);
        }
    }

    static String name(X509Certificate certificate) {
        return "'" + certificate.getSubjectX500Principal().getName() + "'";
    }

    List<X509Certificate> certificates() {
        return List.copyOf(certificates);
    }

    List<X509Certificate> inKeyInfo() {
        return List.copyOf(keyInfo);
    }

    List<CertificateRevocationList> lists() {
        return lists;
    }

    List<OcspAnswer> answers() {
        return answers;
    }

    List<Stamp> stamps() {
        return stamps;
    }

    /** How many time-stamps carry certificates. */
    int inTokens() {
        return inTokens;
    }

    /** How many elements of a name, in a property of a name, hold nothing that can be read as what they should hold. */
    int unreadable(String property, String name) {
        return unreadable.getOrDefault(property + "/" + name, 0);
    }

    /** How many time-stamps cannot be read. */
    int unreadableTokens() {
        return (int) stamps.stream().filter(s -> s.token().isEmpty()).count();
    }

    /** How many values of a kind stand in the signature once more than is needed. */
    long repeated(String kind) {
        return copies.entrySet().stream()
                .filter(e -> e.getKey().startsWith(kind + " "))
                .mapToLong(e -> e.getValue() - 1)
                .sum();
    }

    /** The way up from a certificate, by the names of issuers, as far as these certificates lead. */
    List<X509Certificate> way(X509Certificate from, java.util.Collection<X509Certificate> among) {
        List<X509Certificate> way = new ArrayList<>(List.of(from));
        X509Certificate at = from;
        while (!isSelfIssued(at) && way.size() < LONGEST_WAY) {
            X509Certificate above = bySubject.get(at.getIssuerX500Principal());
            if (above == null || !among.contains(above) || way.contains(above)) {
                return way;
            }
            way.add(above);
            at = above;
        }
        return way;
    }

    static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    /** Where a certificate's status stands first. */
    private Optional<Integer> statusOf(X509Certificate certificate) {
        if (isSelfIssued(certificate)
                || NEED_NO_STATUS.stream().anyMatch(oid -> certificate.getExtensionValue(oid) != null)) {
            return Optional.of(BEFORE_ALL);
        }
        return Stream.of(
                        Optional.ofNullable(listPlaces.get(certificate.getIssuerX500Principal())),
                        Optional.ofNullable(answerPlaces.get(certificate.getSerialNumber())))
                .flatMap(Optional::stream)
                .min(Integer::compare);
    }

    /** Whether the signer's way up is all here; EN 319 132-1 V1.3.1 clause 6.1 c). */
    Told certificatesOfSigner() {
        if (signer.isEmpty()) {
            return Told.notMet(held.signer().told());
        }
        List<X509Certificate> way = way(signer.get(), certificates);
        X509Certificate last = way.get(way.size() - 1);
        return isSelfIssued(last)
                ? Told.met(way.size() + " certificates lead from the signer to " + name(last))
                : Told.unknown("the certificates lead from the signer to " + name(last) + "; whose issuer '"
                        + last.getIssuerX500Principal().getName()
                        + "' is not in the file, and need not be if trust begins there");
    }

    /** Whether somebody speaks of the signer and of those above; EN 319 132-1 V1.3.1 clause 6.1 c). */
    Told statusOfSigner() {
        if (signer.isEmpty()) {
            return Told.notMet(held.signer().told());
        }
        if (statusOf(signer.get()).isEmpty()) {
            return Told.notMet("no list or answer speaks of the signer " + name(signer.get()));
        }
        List<String> silent = silentAbove(signer.get());
        return silent.isEmpty()
                ? Told.met("a list or answer speaks of each certificate on the signer's way up")
                : Told.unknown("no list or answer speaks of " + String.join(", ", silent)
                        + ", and none need if trust begins there");
    }

    private List<String> silentAbove(X509Certificate leaf) {
        List<X509Certificate> way = way(leaf, certificates);
        return way.subList(1, way.size()).stream()
                .filter(c -> statusOf(c).isEmpty())
                .map(Material::name)
                .toList();
    }

    /** Additional requirement x. */
    Told ofTimeStamps() {
        List<String> missing = new ArrayList<>();
        List<String> elsewhere = new ArrayList<>();
        int last = lastArchive();
        int asked = 0;
        for (Stamp stamp : stamps) {
            // What it takes to judge the last one is added when the next one is, for nobody knows it before.
            if (stamp.isArchive() && stamp.place() == last) {
                continue;
            }
            asked++;
            Optional<X509Certificate> authority = authority(stamp);
            if (authority.isEmpty()) {
                missing.add("the authority's certificate of the " + stamp.name());
            } else if (statusOf(authority.get()).isEmpty()) {
                missing.add("a list or answer that speaks of " + name(authority.get()) + ", the authority of the "
                        + stamp.name());
            } else if (!isAmongTheirs(authority.get())) {
                elsewhere.add(stamp.name());
            }
        }
        if (!missing.isEmpty()) {
            return Told.notMet("missing: " + some(missing));
        }
        if (asked == 0) {
            return Told.none("there is no time-stamp");
        }
        return elsewhere.isEmpty()
                ? Told.met("there for all " + asked + " time-stamps")
                : Told.met("there for all " + asked + " time-stamps, if what is among the signer's own values counts"
                        + " for " + some(elsewhere));
    }

    private boolean isAmongTheirs(X509Certificate authority) {
        boolean status = isSelfIssued(authority)
                || listsForTimeStamps.contains(authority.getIssuerX500Principal())
                || answersForTimeStamps.contains(authority.getSerialNumber());
        return forTimeStamps.contains(authority) && status;
    }

    int lastArchive() {
        return stamps.stream()
                .filter(Stamp::isArchive)
                .mapToInt(Stamp::place)
                .max()
                .orElse(Integer.MAX_VALUE);
    }

    /** The certificate that may be its authority's: the first for time-stamping that came along, else that is here. */
    Optional<X509Certificate> authority(Stamp stamp) {
        List<X509Certificate> own =
                stamp.token().map(TimeStampToken::certificates).orElse(List.of());
        return own.stream()
                .filter(Material::isForTimeStamping)
                .findFirst()
                .or(() -> stamp.token().flatMap(t -> anyAuthority));
    }

    private static boolean isForTimeStamping(X509Certificate certificate) {
        try {
            List<String> usages = certificate.getExtendedKeyUsage();
            return usages != null && usages.contains(TIME_STAMPING);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    /** Additional requirement aa: what stands behind a time-stamp is not under it. */
    Told beforeArchive() {
        NavigableSet<Integer> archives = new TreeSet<>();
        stamps.stream().filter(Stamp::isArchive).map(Stamp::place).forEach(archives::add);
        if (archives.isEmpty()) {
            return Told.none("there is no archive time-stamp");
        }
        List<String> missing = new ArrayList<>();
        Set<String> silent = new LinkedHashSet<>();
        int asked = 0;
        for (Holder holder : holders()) {
            Optional<Integer> over = Optional.ofNullable(archives.higher(holder.place()));
            if (over.isEmpty()) {
                continue;
            }
            asked++;
            Optional<Integer> status = holder.certificate().flatMap(this::statusOf);
            if (holder.certificate()
                    .filter(c -> certificatePlaces.getOrDefault(c, over.get()) < over.get())
                    .isEmpty()) {
                missing.add("the certificate of " + holder.who());
            } else if (status.isEmpty() || status.get() >= over.get()) {
                missing.add("who speaks of " + holder.who()
                        + (status.isPresent() ? ", which stands behind the archive time-stamp only" : ""));
            } else {
                silent.addAll(silentAbove(holder.certificate().get()));
            }
        }
        if (!missing.isEmpty()) {
            return Told.notMet("missing before the archive time-stamp: " + some(missing));
        }
        return silent.isEmpty()
                ? Told.met("certificates and who speaks of them stand before the archive time-stamp, for all " + asked
                        + " holders")
                : Told.unknown("no list or answer speaks of " + some(List.copyOf(silent))
                        + ", and none need if trust begins there");
    }

    private List<Holder> holders() {
        List<Holder> holders = new ArrayList<>();
        holders.add(new Holder("the signer", signer, BEFORE_ALL));
        List<XmlElement> unsigned = held.unsigned();
        for (int i = 0; i < unsigned.size(); i++) {
            if (unsigned.get(i).is(Names.xades("CounterSignature"))) {
                for (XmlElement counter : unsigned.get(i).children(Names.SIGNATURE)) {
                    holders.add(new Holder("a counter-signer", firstIn(counter), i));
                }
            }
        }
        stamps.forEach(stamp ->
                holders.add(new Holder("the authority of the " + stamp.name(), authority(stamp), stamp.place())));
        return holders;
    }

    private static Optional<X509Certificate> firstIn(XmlElement counter) {
        return counter.path(Names.ds("KeyInfo"), Names.ds("X509Data"), Names.ds("X509Certificate"))
                .flatMap(e -> StrictCertificates.parse(bytes(e)).value());
    }

    /** Since when the file says that the signer was revoked. */
    Optional<Instant> revoked(X509Certificate certificate) {
        Stream<Instant> byLists = lists.stream()
                .filter(l -> l.issuer().equals(certificate.getIssuerX500Principal()))
                .flatMap(l -> l.entries(certificate.getSerialNumber()))
                .map(CertificateRevocationList.Entry::revocationDate);
        Stream<Instant> byAnswers = answers.stream()
                .flatMap(a -> a.answers().stream())
                .filter(s -> s.serialNumber().equals(certificate.getSerialNumber()))
                .filter(s -> s.status() == CertificateStatus.REVOKED)
                .flatMap(s -> s.revocationDate().stream());
        return Stream.concat(byLists, byAnswers).min(Instant::compareTo);
    }

    /** A sentence has room for some only. */
    static String some(List<String> all) {
        String first = String.join("; ", all.subList(0, Math.min(all.size(), 3)));
        return all.size() <= 3 ? first : first + "; and " + (all.size() - 3) + " more";
    }
}
