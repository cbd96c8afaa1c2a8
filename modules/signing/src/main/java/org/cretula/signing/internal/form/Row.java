package org.cretula.signing.internal.form;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.namespace.QName;
import org.cretula.signing.LevelFinding;
import org.cretula.signing.LevelFinding.Answer;
import org.cretula.signing.LevelFinding.Demand;
import org.cretula.signing.SignatureLevel;
import org.cretula.signing.internal.Names;

/**
 * Table 2 of EN 319 132-1 V1.3.1 clause 6.3, line by line.
 *
 * <p>The four letters are the presence at B-B, B-T, B-LT and B-LTA: {@code P} shall be present, {@code 0} shall not,
 * {@code m} may, {@code c} conditioned, {@code *} should not as yet. Behind them stand how many there are at least where
 * there shall be any, and how many at most. What makes a presence conditioned is said by additional requirements.
 */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold nothing
public enum Row {
    X509_DATA(
            "ds:KeyInfo/ds:X509Data",
            "6.3",
            "PPPP",
            1,
            1,
            held -> List.of(held.x509Data().size())),
    CANONICALIZATION_METHOD(
            "ds:SignedInfo/ds:CanonicalizationMethod",
            "6.3",
            "PPPP",
            1,
            1,
            held -> List.of(held.canonicalizationMethods().size())),
    REFERENCE(
            "ds:Reference",
            "6.3",
            "PPPP",
            2,
            Row.ANY,
            held -> List.of(held.references().size())),
    TRANSFORMS(
            "ds:Reference/ds:Transforms",
            "6.3",
            "mmmm",
            0,
            1,
            held -> held.references().stream()
                    .map(r -> r.children(Names.ds("Transforms")).size())
                    .toList()),
    SIGNING_TIME("5.2.1", "PPPP", 1, 1, Place.SIGNATURE, Names.xades("SigningTime")),
    SIGNING_CERTIFICATE_V2("5.2.2", "PPPP", 1, 1, Place.SIGNATURE, Names.xades("SigningCertificateV2")),
    SIGNING_CERTIFICATE("6.3", "0000", 0, 0, Place.SIGNATURE, Names.xades("SigningCertificate")),
    DATA_OBJECT_FORMAT("5.2.4", "cccc", 0, Row.ANY, Place.DATA, Names.xades("DataObjectFormat")),
    FORMAT_DESCRIPTION("5.2.4", "mmmm", 0, 1, Place.FORMAT, Names.xades("Description")),
    FORMAT_IDENTIFIER("5.2.4", "mmmm", 0, 1, Place.FORMAT, Names.xades("ObjectIdentifier")),
    FORMAT_MIME_TYPE("5.2.4", "PPPP", 1, 1, Place.FORMAT, Names.xades("MimeType")),
    FORMAT_ENCODING("5.2.4", "mmmm", 0, 1, Place.FORMAT, Names.xades("Encoding")),
    FORMAT_REFERENCE(
            "DataObjectFormat/@ObjectReference",
            "5.2.4",
            "PPPP",
            1,
            1,
            held -> held.formats().stream()
                    .map(f -> f.attribute("ObjectReference").isPresent() ? 1 : 0)
                    .toList()),
    SIGNER_ROLE("6.3", "0000", 0, 0, Place.SIGNATURE, Names.xades("SignerRole")),
    SIGNER_ROLE_V2("5.2.6", "mmmm", 0, 1, Place.SIGNATURE, Names.xades("SignerRoleV2")),
    COMMITMENT_TYPE_INDICATION("5.2.3", "mmmm", 0, Row.ANY, Place.DATA, Names.xades("CommitmentTypeIndication")),
    PRODUCTION_PLACE_V2("5.2.5", "mmmm", 0, 1, Place.SIGNATURE, Names.xades("SignatureProductionPlaceV2")),
    PRODUCTION_PLACE("6.3", "0000", 0, 0, Place.SIGNATURE, Names.xades("SignatureProductionPlace")),
    COUNTER_SIGNATURE("5.2.7.2", "mmmm", 0, Row.ANY, Place.UNSIGNED, Names.xades("CounterSignature")),
    ALL_DATA_OBJECTS_TIME_STAMP("5.2.8.1", "mmmm", 0, Row.ANY, Place.DATA, Names.xades("AllDataObjectsTimeStamp")),
    INDIVIDUAL_DATA_OBJECTS_TIME_STAMP(
            "5.2.8.2", "mmmm", 0, Row.ANY, Place.DATA, Names.xades("IndividualDataObjectsTimeStamp")),
    SIGNATURE_POLICY_IDENTIFIER("5.2.9", "mmmm", 0, 1, Place.SIGNATURE, Names.xades("SignaturePolicyIdentifier")),
    SIGNATURE_POLICY_STORE("5.2.10", "cccc", 0, 1, Place.UNSIGNED, Held.xades141("SignaturePolicyStore")),
    SIGNATURE_TIME_STAMP("5.3", "*PPP", 1, Row.ANY, Place.UNSIGNED, Names.xades("SignatureTimeStamp")),
    CERTIFICATE_VALUES("5.4.2", "**cc", 0, 1, Place.UNSIGNED, Names.xades("CertificateValues")),
    ANY_VALIDATION_DATA("5.4.6", "**cc", 0, Row.ANY, Place.UNSIGNED, Held.xades141("AnyValidationData")),
    CERTIFICATE_REFS_V2("A.1.1", "**00", 0, 1, Place.UNSIGNED, Held.xades141("CompleteCertificateRefsV2")),
    CERTIFICATE_REFS("6.3", "0000", 0, 0, Place.UNSIGNED, Names.xades("CompleteCertificateRefs")),
    ATTRIBUTE_AUTHORITIES("5.4.4", "**cc", 0, 1, Place.UNSIGNED, Names.xades("AttrAuthoritiesCertValues")),
    ATTRIBUTE_REFS_V2("A.1.3", "**00", 0, 1, Place.UNSIGNED, Held.xades141("AttributeCertificateRefsV2")),
    ATTRIBUTE_REFS("6.3", "0000", 0, 0, Place.UNSIGNED, Names.xades("AttributeCertificateRefs")),
    REVOCATION_VALUES("5.4.3", "**cc", 0, 1, Place.UNSIGNED, Names.xades("RevocationValues")),
    REVOCATION_REFS("A.1.2", "**00", 0, 1, Place.UNSIGNED, Names.xades("CompleteRevocationRefs")),
    ATTRIBUTE_REVOCATION("5.4.5", "**cc", 0, 1, Place.UNSIGNED, Names.xades("AttributeRevocationValues")),
    ATTRIBUTE_REVOCATION_REFS("A.1.4", "**00", 0, 1, Place.UNSIGNED, Names.xades("AttributeRevocationRefs")),
    SIG_AND_REFS_V2("A.1.5.1", "**00", 0, Row.ANY, Place.UNSIGNED, Held.xades141("SigAndRefsTimeStampV2")),
    SIG_AND_REFS("6.3", "0000", 0, 0, Place.UNSIGNED, Names.xades("SigAndRefsTimeStamp")),
    REFS_ONLY_V2("A.1.5.2", "**00", 0, Row.ANY, Place.UNSIGNED, Held.xades141("RefsOnlyTimeStampV2")),
    REFS_ONLY("6.3", "0000", 0, 0, Place.UNSIGNED, Names.xades("RefsOnlyTimeStamp")),
    TIME_STAMP_MATERIAL(
            "service: validation data for time-stamps",
            "6.3",
            "**PP",
            1,
            1,
            held -> List.of(held.material().ofTimeStamps().answer() == Answer.NOT_MET ? 0 : 1)),
    TIME_STAMP_VALIDATION_DATA("5.5.1", "**cc", 0, Row.ANY, Place.UNSIGNED, Held.xades141("TimeStampValidationData")),
    IN_TOKENS(
            "certificates and lists in the time-stamps themselves",
            "6.3",
            "**cc",
            0,
            Row.ANY,
            held -> List.of(held.material().inTokens())),
    ANY_FOR_TIME_STAMPS(
            "AnyValidationData for time-stamps",
            "5.4.6",
            "**cc",
            0,
            Row.ANY,
            held -> List.of(
                    Place.UNSIGNED.in(held, Held.xades141("AnyValidationData")).get(0))),
    ARCHIVE_TIME_STAMP(
            "ArchiveTimeStamp (1.4.1)", "5.5.2", "***P", 1, Row.ANY, held -> Place.UNSIGNED.in(held, Held.ARCHIVE)),
    ARCHIVE_TIME_STAMP_132(
            "ArchiveTimeStamp (1.3.2)",
            "6.3",
            "0000",
            0,
            0,
            held -> Place.UNSIGNED.in(held, Names.xades("ArchiveTimeStamp"))),
    RENEWED_DIGESTS_V2("5.5.3", "***c", 0, Row.ANY, Place.UNSIGNED, Held.xades141("RenewedDigestsV2"));

    private static final String EDITION = "EN 319 132-1 V1.3.1, ";
    private static final int ANY = Integer.MAX_VALUE;

    /** Where a property stands. */
    private enum Place {
        SIGNATURE,
        DATA,
        FORMAT,
        UNSIGNED;

        List<Integer> in(Held held, QName name) {
            return switch (this) {
                case SIGNATURE ->
                    List.of(Held.named(held.signatureProperties(), name).size());
                case DATA -> List.of(Held.named(held.dataProperties(), name).size());
                case UNSIGNED -> List.of(Held.named(held.unsigned(), name).size());
                case FORMAT ->
                    held.formats().stream().map(f -> f.children(name).size()).toList();
            };
        }
    }

    private final String item;
    private final String clause;
    private final String presence;
    private final int least;
    private final int most;
    private final Function<Held, List<Integer>> counts;

    Row(String clause, String presence, int least, int most, Place place, QName name) {
        this(
                (place == Place.FORMAT ? "DataObjectFormat/" : "") + name.getLocalPart(),
                clause,
                presence,
                least,
                most,
                held -> place.in(held, name));
    }

    Row(String item, String clause, String presence, int least, int most, Function<Held, List<Integer>> counts) {
        this.item = item;
        this.clause = clause;
        this.presence = presence;
        this.least = least;
        this.most = most;
        this.counts = counts;
    }

    String item() {
        return item;
    }

    Demand demand(SignatureLevel level) {
        int column = switch (level) {
            case B_B -> 0;
            case B_T -> 1;
            case B_LT -> 2;
            case B_LTA -> 3;
        };
        return switch (presence.charAt(column)) {
            case 'P' -> Demand.SHALL;
            case '0' -> Demand.SHALL_NOT;
            case 'm' -> Demand.MAY;
            case 'c' -> Demand.CONDITIONED;
            default -> Demand.SHOULD_NOT;
        };
    }

    /** What a signature has of this line. */
    public LevelFinding finding(Held held) {
        List<Integer> found = counts.apply(held);
        Map<SignatureLevel, Demand> demands = new EnumMap<>(SignatureLevel.class);
        Map<SignatureLevel, Answer> answers = new EnumMap<>(SignatureLevel.class);
        for (SignatureLevel level : SignatureLevel.values()) {
            demands.put(level, demand(level));
            answers.put(level, answer(demand(level), found));
        }
        return new LevelFinding(
                item,
                Optional.empty(),
                EDITION + "6.3 table 2" + (clause.equals("6.3") ? "" : " and " + clause),
                Optional.of(allowed()),
                demands,
                answers,
                sentence(found));
    }

    private Answer answer(Demand demand, List<Integer> found) {
        boolean nothing = found.stream().allMatch(n -> n == 0);
        return switch (demand) {
            case SHALL ->
                found.isEmpty() ? Answer.NOT_APPLICABLE : told(found.stream().allMatch(n -> n >= least && n <= most));
            case SHALL_NOT, SHOULD_NOT -> told(nothing);
            default -> nothing ? Answer.NOT_APPLICABLE : told(found.stream().allMatch(n -> n <= most));
        };
    }

    private static Answer told(boolean met) {
        return met ? Answer.MET : Answer.NOT_MET;
    }

    private String allowed() {
        if (this == TIME_STAMP_MATERIAL) {
            return "-";
        }
        if (most == ANY) {
            return "at least " + least;
        }
        return least == most ? String.valueOf(most) : least + " or " + most;
    }

    private String sentence(List<Integer> found) {
        if (this == TIME_STAMP_MATERIAL) {
            return found.get(0) == 0 ? "some of it is missing; see x" : "nothing is known to be missing; see x";
        }
        if (found.isEmpty()) {
            return "nothing that could have one";
        }
        int sum = found.stream().mapToInt(Integer::intValue).sum();
        if (found.size() == 1) {
            return sum == 0 ? "found none" : "found " + sum;
        }
        int fewest = found.stream().mapToInt(Integer::intValue).min().orElse(0);
        int largest = found.stream().mapToInt(Integer::intValue).max().orElse(0);
        return "found " + (fewest == largest ? String.valueOf(fewest) : fewest + " to " + largest) + " in each of "
                + found.size();
    }
}
