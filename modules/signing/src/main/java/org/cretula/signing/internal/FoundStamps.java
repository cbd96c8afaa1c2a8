package org.cretula.signing.internal;

import java.util.ArrayList;
import java.util.List;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.cretula.signing.SigningRefusedException;
import org.cretula.trust.timestamp.TimeStampResult;
import org.cretula.xml.XmlElement;

/**
 * The time-stamps of a signature that is about to be augmented, each held against what it is over.
 *
 * <p>One of a kind that this version does not know refuses the signature: what it is over could not be kept by anything
 * that is added, and nobody would notice.
 */
public final class FoundStamps {

    private FoundStamps() {}

    /**
     * A time-stamp.
     *
     * @param place of its property among the unsigned ones; -1 for one over data, which is signed
     * @param archive whether it is over all that stands before it
     */
    public record Found(int place, boolean archive, TimeStampResult result) {}

    /** Every one of them, in document order. */
    public static List<Found> of(FoundSignature signature, ValidationMaterial material)
            throws SigningRefusedException, XMLSecurityException {
        List<Found> found = new ArrayList<>();
        for (XmlElement property : signature.dataStamps()) {
            refuseUnknown(property);
            byte[] stamped = signature.stampedData(property);
            for (byte[] token : FoundSignature.tokens(property)) {
                found.add(new Found(-1, false, material.examined(token, stamped, signature.evidence())));
            }
        }
        List<XmlElement> unsigned = signature.unsigned();
        for (int i = 0; i < unsigned.size(); i++) {
            XmlElement property = unsigned.get(i);
            boolean archive = property.is(Names.xades141("ArchiveTimeStamp"));
            if (!archive && !property.is(Names.xades("SignatureTimeStamp"))) {
                refuseStamp(property);
                continue;
            }
            refuseUnknown(property);
            if (!property.children(Names.xades("Include")).isEmpty()) {
                throw new SigningRefusedException("expected time-stamps whose place says what they are over, found "
                        + property.name().getLocalPart()
                        + " with Include elements; this version does not augment such a signature");
            }
            byte[] stamped =
                    signature.stamped(archive, unsigned.subList(0, i), FoundSignature.canonicalization(property));
            for (byte[] token : FoundSignature.tokens(property)) {
                found.add(new Found(i, archive, material.examined(token, stamped, signature.evidence())));
            }
        }
        return found;
    }

    private static void refuseUnknown(XmlElement property) throws SigningRefusedException {
        boolean known = property.children().stream()
                .allMatch(part -> part.is(Names.xades("EncapsulatedTimeStamp"))
                        || part.is(Names.xades("Include"))
                        || part.is(Names.ds("CanonicalizationMethod")));
        if (!known || FoundSignature.tokens(property).isEmpty()) {
            throw new SigningRefusedException("expected a token of RFC 3161 in "
                    + property.name().getLocalPart() + ", found another kind of time-stamp, which is not known here");
        }
    }

    /** Refuses any other property that holds a time-stamp; counter-signatures are asked for theirs elsewhere. */
    private static void refuseStamp(XmlElement property) throws SigningRefusedException {
        if (property.name().getLocalPart().contains("TimeStamp")
                && !property.is(Names.xades141("TimeStampValidationData"))) {
            throw new SigningRefusedException(
                    "expected signature time-stamps and archive time-stamps of XAdES 1.4.1 only, found "
                            + property.name().getLocalPart() + " of '"
                            + property.name().getNamespaceURI()
                            + "'; this version does not know what that is over");
        }
    }
}
