package org.cretula.signing.internal.form;

import static org.cretula.signing.SignatureLevel.B_B;
import static org.cretula.signing.SignatureLevel.B_LT;
import static org.cretula.signing.SignatureLevel.B_LTA;
import static org.cretula.signing.SignatureLevel.B_T;

import java.util.Optional;
import java.util.function.Function;
import org.cretula.signing.LevelFinding.Demand;
import org.cretula.signing.SignatureLevel;
import org.jspecify.annotations.Nullable;

/**
 * The additional requirements of EN 319 132-1 V1.3.1 clause 6.3, by their letters, and what clauses 6.1, 6.2.1 and 6.3 ask
 * of the signature as a whole. One of an item that a level does not know yet counts from the level on that does.
 */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold nothing
public enum Rule {
    A("a", Row.X509_DATA, Demand.SHALL, B_B, Rules::signerInKeyInfo),
    B("b", Row.X509_DATA, Demand.SHOULD, B_B, Rules::wayInKeyInfo),
    C("c", Row.X509_DATA, Demand.SHOULD, B_B, Rules::wayInKeyInfo),
    D("d", Row.CANONICALIZATION_METHOD, Demand.SHALL, B_B, Rules::canonicalization),
    E("e", Row.CANONICALIZATION_METHOD, Demand.SHOULD, B_B, Rules::comments),
    F("f", Row.TRANSFORMS, Demand.SHALL, B_B, Rules::canonicalizingTransforms),
    F_COMMENTS("f", Row.TRANSFORMS, Demand.SHOULD, B_B, Rules::commentsInTransforms),
    G("g", Row.TRANSFORMS, Demand.SHOULD, B_B, Rules::otherTransforms),
    H("h", Row.SIGNING_TIME, Demand.SHALL, B_B, Rules::signingTime),
    I("i", Row.SIGNING_CERTIFICATE_V2, Demand.SHALL, B_B, Rules::noUri),
    J("j", Row.SIGNING_CERTIFICATE_V2, Demand.SHOULD, B_B, Rules::noIssuerSerial),
    K("k", Row.DATA_OBJECT_FORMAT, Demand.SHALL, B_B, Rules::formats),
    L("l", Row.FORMAT_REFERENCE, Demand.SHALL, B_B, Rules::partsOfFormats),
    M("m", Row.SIGNATURE_POLICY_STORE, Demand.SHALL, B_B, Rules::policyStore),
    N("n", Row.SIGNATURE_TIME_STAMP, Demand.SHALL, B_T, Rules::oneToken),
    O("o", Row.SIGNATURE_TIME_STAMP, Demand.SHALL, B_T, Rules::beforeRevocation),
    P("p", Row.CERTIFICATE_VALUES, Demand.MAY, B_LT, Rules::certificateValues),
    Q("q", Row.CERTIFICATE_VALUES, Demand.SHOULD, B_LT, Rules::repeatedCertificates),
    CC("cc", Row.ANY_VALIDATION_DATA, Demand.MAY, B_LT, Rules::anyValidationData),
    R("r", Row.ATTRIBUTE_AUTHORITIES, Demand.SHALL, B_LT, Rules::attributeAuthorities),
    S("s", Row.ATTRIBUTE_REFS_V2, Demand.SHALL, B_B, Rules::attributeRefs),
    T("t", Row.REVOCATION_VALUES, Demand.MAY, B_LT, Rules::revocationValues),
    U("u", Row.REVOCATION_VALUES, Demand.SHOULD, B_LT, Rules::listsInKeyInfo),
    V("v", Row.REVOCATION_VALUES, Demand.SHOULD, B_LT, Rules::repeatedStatus),
    W("w", Row.ATTRIBUTE_REVOCATION, Demand.SHALL, B_LT, Rules::attributeRevocation),
    X("x", Row.TIME_STAMP_MATERIAL, Demand.SHALL, B_LT, held -> held.material().ofTimeStamps()),
    Y("y", Row.TIME_STAMP_MATERIAL, Demand.SHOULD, B_LT, Rules::placeOfTimeStampMaterial),
    Z("z", Row.ARCHIVE_TIME_STAMP, Demand.MAY, B_LTA, Rules::tokensOfArchive),
    AA(
            "aa",
            Row.ARCHIVE_TIME_STAMP,
            Demand.SHALL,
            B_LTA,
            held -> held.material().beforeArchive()),
    BB("bb", Row.RENEWED_DIGESTS_V2, Demand.SHOULD, B_LTA, Rules::weakManifests),

    DIRECT("direct incorporation", "6.3 and 4.4", Demand.SHALL, B_B, Rules::directly),
    SIGNED("signed properties under the signature", "4.4", Demand.SHALL, B_B, Rules::propertiesSigned),
    NO_MD5("no MD5", "6.2.1", Demand.SHALL, B_B, Rules::noMd5),
    TOKENS("time-stamps of RFC 3161 only", "6.3", Demand.SHALL, B_T, Rules::onlyTokens),
    SAID_CANONICALIZATION("canonicalization of time-stamps", "4.5", Demand.SHALL, B_T, Rules::saidCanonicalization),
    CERTIFICATES(
            "all certificates that it takes",
            "6.1 c",
            Demand.SHALL,
            B_LT,
            held -> held.material().certificatesOfSigner()),
    STATUS(
            "the status of all certificates",
            "6.1 c",
            Demand.SHALL,
            B_LT,
            held -> held.material().statusOfSigner());

    private final Optional<String> letter;
    private final Optional<Row> row;
    private final String item;
    private final String clause;
    private final Demand demand;
    private final SignatureLevel from;
    private final Function<Held, Told> examination;

    Rule(String letter, Row row, Demand demand, SignatureLevel from, Function<Held, Told> examination) {
        this.letter = Optional.of(letter);
        this.row = Optional.of(row);
        this.item = row.item();
        this.clause = "6.3 " + letter + ")";
        this.demand = demand;
        this.from = from;
        this.examination = examination;
    }

    Rule(String item, String clause, Demand demand, SignatureLevel from, Function<Held, Told> examination) {
        this.letter = Optional.empty();
        this.row = Optional.empty();
        this.item = item;
        this.clause = clause;
        this.demand = demand;
        this.from = from;
        this.examination = examination;
    }

    /** The line of the table that it is added to. */
    public @Nullable Row row() {
        return row.orElse(null);
    }

    /** Whether it is of no line of the table. */
    public boolean isOfTheWhole() {
        return row.isEmpty();
    }

    public Optional<String> letter() {
        return letter;
    }

    public String item() {
        return item;
    }

    public String clause() {
        return "EN 319 132-1 V1.3.1, " + clause;
    }

    public Demand demand() {
        return demand;
    }

    /** The first level that asks. */
    public SignatureLevel from() {
        return from;
    }

    /** Whether a signature has it. */
    public Told examine(Held held) {
        return examination.apply(held);
    }
}
