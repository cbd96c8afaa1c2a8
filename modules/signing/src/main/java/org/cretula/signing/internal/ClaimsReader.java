package org.cretula.signing.internal;

import static org.cretula.signing.internal.Names.ds;
import static org.cretula.signing.internal.Names.xades;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.cretula.signing.XadesSignature;
import org.cretula.signing.internal.SignatureReader.Malformed;
import org.cretula.xml.XmlElement;

/**
 * Reads what a signer says by signing beside time and certificate. All of it is digested, so it may be laid out with
 * white space; what this version does not know is refused all the same, for it may limit what the signature means.
 */
final class ClaimsReader {

    /** Claims that are shown to nobody and bind nobody. */
    private static final Set<QName> OPAQUE =
            Set.of(xades("SignatureProductionPlaceV2"), xades("SignerRoleV2"), xades("CommitmentTypeIndication"));

    private ClaimsReader() {}

    /** The policy among the signature properties that are left. */
    static Optional<XadesSignature.PolicyReference> policy(List<XmlElement> properties) throws Malformed {
        Optional<XadesSignature.PolicyReference> policy = Optional.empty();
        for (XmlElement property : properties) {
            if (!property.is(xades("SignaturePolicyIdentifier"))) {
                known(property);
            } else if (policy.isPresent()) {
                throw new Malformed("expected one signature policy, found two", false);
            } else {
                policy = Optional.of(reference(property));
            }
        }
        return policy;
    }

    private static XadesSignature.PolicyReference reference(XmlElement property) throws Malformed {
        if (property.child(xades("SignaturePolicyImplied")).isPresent()) {
            return new XadesSignature.PolicyReference(Optional.empty(), Optional.empty());
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
        return new XadesSignature.PolicyReference(
                identifier.map(i -> i.text().strip()),
                Optional.of(new XadesSignature.CertificateDigest(
                        SignatureReader.algorithmOf(method.get(), ds("DigestMethod")),
                        SignatureReader.base64(value.get()))));
    }

    /** The time-stamps among the properties of data objects. */
    static List<XadesSignature.ContentTimeStamp> timeStamps(List<XmlElement> properties) throws Malformed {
        List<XadesSignature.ContentTimeStamp> stamps = new ArrayList<>();
        for (XmlElement property : properties) {
            if (property.is(xades("AllDataObjectsTimeStamp"))) {
                stamps.add(timeStamp(property, false));
            } else if (property.is(xades("IndividualDataObjectsTimeStamp"))) {
                stamps.add(timeStamp(property, true));
            } else if (!property.is(xades("DataObjectFormat"))) {
                known(property);
            }
        }
        return stamps;
    }

    private static XadesSignature.ContentTimeStamp timeStamp(XmlElement property, boolean individual) throws Malformed {
        SignatureReader.attributes(property, Set.of("Id"));
        List<String> objects = new ArrayList<>();
        String method = UnsignedReader.DEFAULT_C14N;
        List<String> tokens = new ArrayList<>();
        for (XmlElement part : property.children()) {
            if (individual && tokens.isEmpty() && part.is(xades("Include"))) {
                objects.add(included(part));
            } else if (tokens.isEmpty() && part.is(ds("CanonicalizationMethod"))) {
                method = SignatureReader.algorithmOf(part, ds("CanonicalizationMethod"));
            } else {
                tokens.add(UnsignedReader.encapsulated(part, xades("EncapsulatedTimeStamp")));
            }
        }
        if (tokens.isEmpty() || (individual && objects.isEmpty())) {
            throw new Malformed("expected objects and a token in a time-stamp over data, found none", false);
        }
        UnsignedReader.canonicalization(method);
        return new XadesSignature.ContentTimeStamp(
                property, individual ? Optional.of(objects) : Optional.empty(), method, tokens);
    }

    private static String included(XmlElement include) throws Malformed {
        SignatureReader.attributes(include, Set.of("URI", "referencedData"));
        if (!include.attribute("referencedData").equals(Optional.of("true"))) {
            throw new Malformed("expected referencedData=\"true\" on xades:Include, found something else", false);
        }
        return SignatureReader.required(include, "URI");
    }

    private static void known(XmlElement claim) throws Malformed {
        if (!OPAQUE.contains(claim.name())) {
            throw new Malformed(
                    "the signed property " + SignatureReader.clip(claim.name().toString()) + " is not read", true);
        }
    }
}
