package org.cretula.signing.internal;

import static org.cretula.signing.internal.Names.ds;
import static org.cretula.signing.internal.Names.xades;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.cretula.xml.XmlElement;

/**
 * The closed grammar of what a signer says by signing beside time and certificate. All of it is digested, so it may be laid out with
 * white space; what this version does not know is refused all the same, for it may limit what the signature means.
 */
final class SealClaimsGrammar {

    /** Claims that are shown to nobody and bind nobody. */
    private static final Set<QName> OPAQUE =
            Set.of(xades("SignatureProductionPlaceV2"), xades("SignerRoleV2"), xades("CommitmentTypeIndication"));

    private SealClaimsGrammar() {}

    /** Of the signature properties behind time and certificate. */
    static void policy(List<XmlElement> properties) throws Malformed {
        boolean found = false;
        for (XmlElement property : properties) {
            if (!property.is(xades("SignaturePolicyIdentifier"))) {
                known(property);
            } else if (found) {
                throw new Malformed("expected one signature policy, found two", false);
            } else {
                reference(property);
                found = true;
            }
        }
    }

    private static void reference(XmlElement property) throws Malformed {
        if (property.child(xades("SignaturePolicyImplied")).isPresent()) {
            return;
        }
        Optional<XmlElement> id = property.child(xades("SignaturePolicyId"));
        if (id.flatMap(i -> i.child(ds("Transforms"))).isPresent()) {
            throw new Malformed("the transforms of a signature policy are not read", true);
        }
        Optional<XmlElement> identifier = id.flatMap(i -> i.path(xades("SigPolicyId"), xades("Identifier")));
        Optional<XmlElement> hash = id.flatMap(i -> i.child(xades("SigPolicyHash")));
        Optional<XmlElement> method = hash.flatMap(h -> h.child(ds("DigestMethod")));
        Optional<XmlElement> value = hash.flatMap(h -> h.child(ds("DigestValue")));
        if (identifier.isEmpty() || method.isEmpty() || value.isEmpty()) {
            throw new Malformed("expected identifier and digest of the signature policy, found less", false);
        }
        SealGrammar.algorithmOf(method.get(), ds("DigestMethod"));
        SealGrammar.base64(value.get());
    }

    /** Of the properties of data objects; returns how many tokens stand in them. */
    static int timeStamps(List<XmlElement> properties) throws Malformed {
        int tokens = 0;
        for (XmlElement property : properties) {
            if (property.is(xades("AllDataObjectsTimeStamp"))) {
                tokens += timeStamp(property, false);
            } else if (property.is(xades("IndividualDataObjectsTimeStamp"))) {
                tokens += timeStamp(property, true);
            } else if (!property.is(xades("DataObjectFormat"))) {
                known(property);
            }
        }
        return tokens;
    }

    private static int timeStamp(XmlElement property, boolean individual) throws Malformed {
        SealGrammar.attributes(property, Set.of("Id"));
        int objects = 0;
        int tokens = 0;
        for (XmlElement part : property.children()) {
            if (individual && tokens == 0 && part.is(xades("Include"))) {
                included(part);
                objects++;
            } else if (tokens == 0 && part.is(ds("CanonicalizationMethod"))) {
                SealUnsignedGrammar.canonicalization(SealGrammar.algorithmOf(part, ds("CanonicalizationMethod")));
            } else {
                SealUnsignedGrammar.encapsulated(part, xades("EncapsulatedTimeStamp"));
                tokens++;
            }
        }
        if (tokens == 0 || (individual && objects == 0)) {
            throw new Malformed("expected objects and a token in a time-stamp over data, found none", false);
        }
        return tokens;
    }

    private static void included(XmlElement include) throws Malformed {
        SealGrammar.attributes(include, Set.of("URI", "referencedData"));
        if (!include.attribute("referencedData").equals(Optional.of("true"))) {
            throw new Malformed("expected referencedData=\"true\" on xades:Include, found something else", false);
        }
        SealGrammar.required(include, "URI");
    }

    private static void known(XmlElement claim) throws Malformed {
        if (!OPAQUE.contains(claim.name())) {
            throw new Malformed(
                    "the signed property " + Malformed.clip(claim.name().toString()) + " is not read", true);
        }
    }
}
