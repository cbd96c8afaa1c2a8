package org.cretula.oracle.dss;

import eu.europa.esig.dss.enumerations.CommitmentTypeEnum;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.EncryptionAlgorithm;
import eu.europa.esig.dss.enumerations.ObjectIdentifierQualifier;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.enumerations.TimestampType;
import eu.europa.esig.dss.enumerations.ValidationDataEncapsulationStrategy;
import eu.europa.esig.dss.model.BLevelParameters;
import eu.europa.esig.dss.model.Policy;
import eu.europa.esig.dss.model.SignerLocation;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import eu.europa.esig.dss.spi.x509.tsp.TimestampInclude;
import eu.europa.esig.dss.spi.x509.tsp.TimestampToken;
import eu.europa.esig.dss.xades.XAdESSignatureParameters;
import eu.europa.esig.dss.xades.XAdESTimestampParameters;
import eu.europa.esig.dss.xades.reference.CanonicalizationTransform;
import eu.europa.esig.dss.xades.reference.DSSReference;
import eu.europa.esig.dss.xades.reference.EnvelopedSignatureTransform;
import eu.europa.esig.dss.xades.reference.XPathEnvelopedSignatureTransform;
import eu.europa.esig.dss.xml.common.definition.DSSNamespace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.tsp.TSPException;

/** A recipe in the words of DSS's parameters. */
final class Sayings {

    /** What signers sign by. */
    static final String POLICY = "seal what you have checked";

    private static final String REFERENCE = "r-data";

    private final Recipe recipe;
    private final CorpusData data;
    private final Instant at;

    Sayings(Recipe recipe, CorpusData data, Instant at) {
        this.recipe = recipe;
        this.data = data;
        this.at = at;
    }

    /** The least. */
    void plain(XAdESSignatureParameters parameters, CorpusKeys.Key key) {
        parameters.setSignatureLevel(SignatureLevel.XAdES_BASELINE_B);
        parameters.setEn319132(recipe.is("edition", "en319132"));
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(key.certificate());
        parameters.setCertificateChain(key.tokens());
        parameters.bLevel().setSigningDate(Date.from(at));
    }

    /** Everything that the recipe says. */
    void say(XAdESSignatureParameters parameters, CorpusKeys.Key key, String level) {
        plain(parameters, key);
        level(parameters, level, recipe.is("extra", "subject"));
        DigestAlgorithm digest = DigestAlgorithm.valueOf(recipe.on("digest").toUpperCase(Locale.ROOT));
        if (key.chain().get(0).getPublicKey().getAlgorithm().startsWith("Ed")) {
            digest = DigestAlgorithm.SHA512;
        }
        if (recipe.is("key", "pss3072")
                && key.chain().get(0).getPublicKey().getAlgorithm().equals("RSA")) {
            parameters.setEncryptionAlgorithm(EncryptionAlgorithm.RSASSA_PSS);
        }
        parameters.setDigestAlgorithm(digest);
        parameters.setSigningCertificateDigestMethod(digest);
        packaging(parameters);
        canonicalisation(parameters, canonicalisation());
        parameters.setReferences(null);
        List<DSSReference> references = references(digest);
        if (!references.isEmpty()) {
            parameters.setReferences(references);
        }
        claims(parameters.bLevel());
        policy(parameters.bLevel());
        extra(parameters);
        parameters.setValidationDataEncapsulationStrategy(
                switch (recipe.on("kept_in")) {
                    case "separated" ->
                        ValidationDataEncapsulationStrategy
                                .CERTIFICATE_REVOCATION_VALUES_AND_TIMESTAMP_VALIDATION_DATA_LT_SEPARATED;
                    case "both" ->
                        ValidationDataEncapsulationStrategy
                                .CERTIFICATE_REVOCATION_VALUES_AND_TIMESTAMP_VALIDATION_DATA_AND_ANY_VALIDATION_DATA;
                    case "mixed" ->
                        ValidationDataEncapsulationStrategy.CERTIFICATE_REVOCATION_VALUES_AND_ANY_VALIDATION_DATA;
                    case "any" -> ValidationDataEncapsulationStrategy.ANY_VALIDATION_DATA_ONLY;
                    default ->
                        ValidationDataEncapsulationStrategy.CERTIFICATE_REVOCATION_VALUES_AND_TIMESTAMP_VALIDATION_DATA;
                });
    }

    /** The level, and the digests of its time-stamps. */
    static void level(XAdESSignatureParameters parameters, String level, boolean longer) {
        parameters.setSignatureLevel(
                switch (level) {
                    case "t" -> SignatureLevel.XAdES_BASELINE_T;
                    case "lt" -> SignatureLevel.XAdES_BASELINE_LT;
                    case "lta" -> SignatureLevel.XAdES_BASELINE_LTA;
                    case "c" -> SignatureLevel.XAdES_C;
                    case "x" -> SignatureLevel.XAdES_X;
                    case "xl" -> SignatureLevel.XAdES_XL;
                    case "a" -> SignatureLevel.XAdES_A;
                    default -> SignatureLevel.XAdES_BASELINE_B;
                });
        DigestAlgorithm digest = longer ? DigestAlgorithm.SHA512 : DigestAlgorithm.SHA256;
        parameters.setContentTimestampParameters(new XAdESTimestampParameters(digest));
        parameters.setSignatureTimestampParameters(new XAdESTimestampParameters(digest));
        parameters.setArchiveTimestampParameters(new XAdESTimestampParameters(digest));
    }

    private void packaging(XAdESSignatureParameters parameters) {
        String packaging = recipe.on("packaging");
        parameters.setEmbedXML(packaging.equals("enveloping_xml"));
        parameters.setManifestSignature(recipe.manifest());
        if (recipe.manifest()) {
            parameters.setDetachedContents(data.of(recipe));
        }
        if (!recipe.container()) {
            String name = packaging.replaceAll("_(xml|manifest|two)$", "").toUpperCase(Locale.ROOT);
            parameters.setSignaturePackaging(SignaturePackaging.valueOf(name));
        }
    }

    private String canonicalisation() {
        return switch (recipe.on("c14n")) {
            case "inclusive" -> "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
            case "inclusive_c" -> "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments";
            case "inclusive11" -> "http://www.w3.org/2006/12/xml-c14n11";
            case "inclusive11_c" -> "http://www.w3.org/2006/12/xml-c14n11#WithComments";
            case "exclusive_c" -> "http://www.w3.org/2001/10/xml-exc-c14n#WithComments";
            default -> "http://www.w3.org/2001/10/xml-exc-c14n#";
        };
    }

    private static void canonicalisation(XAdESSignatureParameters parameters, String method) {
        parameters.setSignedInfoCanonicalizationMethod(method);
        parameters.setSignedPropertiesCanonicalizationMethod(method);
        parameters.setKeyInfoCanonicalizationMethod(method);
        parameters.getContentTimestampParameters().setCanonicalizationMethod(method);
        parameters.getSignatureTimestampParameters().setCanonicalizationMethod(method);
        parameters.getArchiveTimestampParameters().setCanonicalizationMethod(method);
    }

    /** References of our own wish; none where DSS is to choose. */
    private List<DSSReference> references(DigestAlgorithm digest) {
        DSSReference reference = new DSSReference();
        reference.setId(REFERENCE);
        reference.setDigestMethodAlgorithm(digest);
        if (recipe.is("content_time", "individual")) {
            reference.setUri(CorpusData.BYTES.getName());
            reference.setContents(CorpusData.BYTES);
            return List.of(reference);
        }
        if (recipe.is("transform", "usual")) {
            return List.of();
        }
        reference.setUri("");
        reference.setContents(CorpusData.DOCUMENT);
        reference.setTransforms(List.of(
                recipe.is("transform", "xpath")
                        ? new XPathEnvelopedSignatureTransform()
                        : new EnvelopedSignatureTransform(),
                new CanonicalizationTransform(canonicalisation())));
        return List.of(reference);
    }

    /** A time-stamp over the one reference. */
    TimestampToken individual(XAdESSignatureParameters parameters, TSPSource source) throws IOException {
        DigestAlgorithm digest = parameters.getContentTimestampParameters().getDigestAlgorithm();
        byte[] imprint =
                DSSUtils.digest(digest, DSSUtils.toByteArray(data.of(recipe).get(0)));
        try {
            TimestampToken token = new TimestampToken(
                    source.getTimeStampResponse(digest, imprint).getBytes(),
                    TimestampType.INDIVIDUAL_DATA_OBJECTS_TIMESTAMP);
            token.setTimestampIncludes(List.of(new TimestampInclude(REFERENCE, true)));
            token.setCanonicalizationMethod(canonicalisation());
            return token;
        } catch (TSPException | CMSException e) {
            throw new IOException("DSS does not read its own token", e);
        }
    }

    private void claims(BLevelParameters parameters) {
        String says = recipe.on("says");
        if (says.equals("roles") || says.equals("all")) {
            parameters.setClaimedSignerRoles(List.of("issuing body", "a < b"));
        }
        if (says.equals("commitments") || says.equals("all")) {
            parameters.setCommitmentTypeIndications(
                    List.of(CommitmentTypeEnum.ProofOfOrigin, CommitmentTypeEnum.ProofOfApproval));
        }
        if (says.equals("place") || says.equals("all")) {
            SignerLocation place = new SignerLocation();
            place.setCountry("NZ");
            place.setLocality("Wellington");
            if (recipe.is("edition", "en319132")) {
                place.setStreetAddress("1 Harbour Quays");
            }
            parameters.setSignerLocation(place);
        }
    }

    private void policy(BLevelParameters parameters) {
        if (recipe.is("policy", "none")) {
            return;
        }
        Policy policy = new Policy();
        policy.setId("");
        if (!recipe.is("policy", "implied")) {
            policy.setId("urn:oid:1.3.6.1.4.1.99999.1");
            policy.setQualifier(ObjectIdentifierQualifier.OID_AS_URN);
            policy.setDescription("rules of the seal");
            policy.setSpuri("http://policy.example.invalid/rules.txt");
            policy.setDigestAlgorithm(DigestAlgorithm.SHA256);
            policy.setDigestValue(DSSUtils.digest(DigestAlgorithm.SHA256, POLICY.getBytes(StandardCharsets.UTF_8)));
        }
        parameters.setSignaturePolicy(policy);
    }

    private void extra(XAdESSignatureParameters parameters) {
        switch (recipe.on("extra")) {
            case "key_info" -> parameters.setSignKeyInfo(true);
            case "pretty" -> parameters.setPrettyPrint(true);
            case "subject" -> parameters.setAddX509SubjectName(true);
            case "placed" -> {
                parameters.setXPathLocationString("//*[local-name()='slot']");
                parameters.setXPathElementPlacement(XAdESSignatureParameters.XPathElementPlacement.XPathAfter);
            }
            case "prefixes" -> {
                parameters.setXmldsigNamespace(new DSSNamespace("http://www.w3.org/2000/09/xmldsig#", "sig"));
                parameters.setXadesNamespace(new DSSNamespace("http://uri.etsi.org/01903/v1.3.2#", "x"));
                parameters.setXades141Namespace(new DSSNamespace("http://uri.etsi.org/01903/v1.4.1#", "y"));
            }
            default -> {
                // nothing
            }
        }
    }
}
