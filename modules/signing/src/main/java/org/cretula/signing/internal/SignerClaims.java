package org.cretula.signing.internal;

import static org.cretula.signing.internal.Names.xades;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.cretula.signing.XadesSignature;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.xml.XmlElement;

/**
 * What the signer says of commitment, role and place is shown as the signer's word.
 *
 * <p>It is signed, so nobody changed it; but nobody else vouches for it either (case E09). A certified role is not
 * examined, and counts as no more than said.
 */
@Explained(passed = "What the signer claims of commitment, role and place is told; nobody else vouches for it.")
public final class SignerClaims implements Check<XadesSignature> {

    private static final int MOST = 20;

    /** The claims among signed properties, in words. */
    static List<String> words(List<XmlElement> own, List<XmlElement> ofData) {
        List<String> words = new ArrayList<>();
        for (XmlElement property : ofData) {
            if (property.is(xades("CommitmentTypeIndication"))) {
                words.add("commitment '"
                        + property.path(xades("CommitmentTypeId"), xades("Identifier"))
                                .map(SignerClaims::text)
                                .orElse("")
                        + "'");
            }
        }
        for (XmlElement property : own) {
            String name = property.name().getLocalPart();
            if (name.equals("SignerRole") || name.equals("SignerRoleV2")) {
                roles(property, words);
            } else if (name.equals("SignatureProductionPlace") || name.equals("SignatureProductionPlaceV2")) {
                words.add("place '"
                        + property.children().stream().map(SignerClaims::text).collect(Collectors.joining(", "))
                        + "'");
            }
        }
        return words.size() <= MOST ? words : words.subList(0, MOST);
    }

    private static void roles(XmlElement property, List<String> words) {
        for (XmlElement kind : property.children()) {
            boolean claimed = kind.is(xades("ClaimedRoles"));
            for (XmlElement role : kind.children()) {
                words.add(
                        claimed
                                ? "role '" + text(role) + "'"
                                : "a role by " + kind.name().getLocalPart() + ", which was not examined");
            }
        }
    }

    private static String text(XmlElement element) {
        return Malformed.clip(element.text().strip().replaceAll("\\s+", " "));
    }

    @Override
    public String id() {
        return "signer-claims";
    }

    @Override
    public String clause() {
        return "EN 319 132-1 V1.3.1, 5.2.3, 5.2.5 and 5.2.6";
    }

    @Override
    public Finding examine(XadesSignature signature) {
        List<String> claims = signature.properties().claims();
        return passed(
                claims.isEmpty()
                        ? "the signer claims no commitment, role or place"
                        : "the signer claims, and nobody else vouches for it: " + String.join("; ", claims));
    }
}
