package org.cretula.oracle.dss;

import eu.europa.esig.dss.asic.xades.ASiCWithXAdESSignatureParameters;
import eu.europa.esig.dss.asic.xades.signature.ASiCWithXAdESService;
import eu.europa.esig.dss.enumerations.ASiCContainerType;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignaturePolicyStore;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.SpDocSpecification;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.signature.CounterSignatureService;
import eu.europa.esig.dss.signature.MultipleDocumentsSignatureService;
import eu.europa.esig.dss.spi.DSSSecurityProvider;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.signature.AdvancedSignature;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.xades.XAdESSignatureParameters;
import eu.europa.esig.dss.xades.XAdESTimestampParameters;
import eu.europa.esig.dss.xades.signature.ManifestBuilder;
import eu.europa.esig.dss.xades.signature.XAdESCounterSignatureParameters;
import eu.europa.esig.dss.xades.signature.XAdESService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.cretula.verdict.OneDoor;

/**
 * Lets DSS follow a {@link Recipe}.
 *
 * <p>Where nothing has to come between signing and raising, DSS signs at the level at once; else at B first. Time-stamps
 * over data are a minute older than the signature, those over it half a minute younger.
 */
final class DssWriter {

    private static final Duration BEFORE = Duration.ofMinutes(-1);
    private static final Duration AFTER = Duration.ofSeconds(30);

    private final CorpusKeys keys;
    private final CorpusData data;
    private final Function<Recipe, CertificateVerifier> verifiers;
    private final Instant at;

    DssWriter(CorpusKeys keys, CorpusData data, Function<Recipe, CertificateVerifier> verifiers, Instant at) {
        this.keys = keys;
        this.data = data;
        this.verifiers = verifiers;
        this.at = at;
    }

    /** What DSS writes. */
    byte[] write(Recipe recipe) throws GeneralSecurityException, IOException {
        if (recipe.container()) {
            ASiCWithXAdESService service = new ASiCWithXAdESService(verifiers.apply(recipe));
            Supplier<ASiCWithXAdESSignatureParameters> parameters = () -> {
                ASiCWithXAdESSignatureParameters made = new ASiCWithXAdESSignatureParameters();
                made.aSiC()
                        .setContainerType(
                                recipe.is("packaging", "asice") ? ASiCContainerType.ASiC_E : ASiCContainerType.ASiC_S);
                return made;
            };
            return bytes(new Desk<>(
                            recipe,
                            service,
                            service,
                            service::setTspSource,
                            service::addSignaturePolicyStore,
                            parameters)
                    .write());
        }
        XAdESService service = new XAdESService(verifiers.apply(recipe));
        return bytes(new Desk<>(
                        recipe,
                        service,
                        service,
                        service::setTspSource,
                        service::addSignaturePolicyStore,
                        XAdESSignatureParameters::new)
                .write());
    }

    /** Raises a signed document to a level, named as in recipes. */
    byte[] raise(byte[] signed, List<DSSDocument> outside, Recipe recipe) throws GeneralSecurityException, IOException {
        XAdESService service = new XAdESService(verifiers.apply(recipe));
        service.setTspSource(keys.authority(at.plus(AFTER)));
        XAdESSignatureParameters parameters = new XAdESSignatureParameters();
        Sayings.level(parameters, recipe.on("level"), false);
        parameters.setDetachedContents(outside);
        return bytes(service.extendDocument(new InMemoryDocument(signed, "signed.xml"), parameters));
    }

    private static byte[] bytes(DSSDocument document) {
        return DSSUtils.toByteArray(document);
    }

    /** Keeps a policy's document with the signatures. */
    private interface Keeper {
        DSSDocument keep(DSSDocument signed, SignaturePolicyStore store);
    }

    /** Takes an authority. */
    private interface Stamped {
        void by(TSPSource source);
    }

    /** Containers and documents have services of different types that do the same. */
    private final class Desk<P extends XAdESSignatureParameters> {

        private final Recipe recipe;
        private final MultipleDocumentsSignatureService<P, XAdESTimestampParameters> service;
        private final CounterSignatureService<XAdESCounterSignatureParameters> counter;
        private final Stamped stamped;
        private final Keeper keeper;
        private final Supplier<P> made;
        private final Sayings sayings;
        private final List<DSSDocument> outside;

        Desk(
                Recipe recipe,
                MultipleDocumentsSignatureService<P, XAdESTimestampParameters> service,
                CounterSignatureService<XAdESCounterSignatureParameters> counter,
                Stamped stamped,
                Keeper keeper,
                Supplier<P> made) {
            this.recipe = recipe;
            this.service = service;
            this.counter = counter;
            this.stamped = stamped;
            this.keeper = keeper;
            this.made = made;
            this.sayings = new Sayings(recipe, data, at);
            this.outside = recipe.detached() ? data.of(recipe) : List.of();
        }

        DSSDocument write() throws GeneralSecurityException, IOException {
            boolean atOnce =
                    recipe.is("signers", "one") && recipe.is("counter", "none") && !recipe.is("policy", "store");
            List<DSSDocument> documents = recipe.manifest()
                    ? List.of(new ManifestBuilder(DigestAlgorithm.SHA256, data.of(recipe)).build())
                    : data.of(recipe);
            DSSDocument signed = sign(documents, recipe.on("key"), atOnce ? recipe.on("level") : "b");
            if (recipe.is("signers", "two")) {
                signed = sign(List.of(signed), "second", "b");
            }
            if (recipe.is("policy", "store")) {
                signed = keeper.keep(signed, store());
            }
            if (!recipe.is("counter", "none")) {
                signed = countersign(signed, 0);
            }
            if (recipe.is("counter", "nested")) {
                signed = countersign(signed, 1);
            }
            if (!atOnce && !recipe.is("level", "b")) {
                P parameters = said(recipe.on("key"), recipe.on("level"));
                if (!outside.isEmpty()) {
                    parameters.setDetachedContents(outside);
                }
                stamped.by(keys.authority(at.plus(AFTER)));
                signed = service.extendDocument(signed, parameters);
            }
            return signed;
        }

        private P said(String key, String level) throws GeneralSecurityException, IOException {
            P parameters = made.get();
            sayings.say(parameters, keys.get(key.replace("pss", "rsa")), level);
            return parameters;
        }

        private DSSDocument sign(List<DSSDocument> documents, String key, String level)
                throws GeneralSecurityException, IOException {
            P parameters = said(key, level);
            if (!recipe.is("content_time", "none")) {
                TSPSource before = keys.authority(at.plus(BEFORE));
                if (recipe.is("content_time", "individual")) {
                    parameters.setContentTimestamps(List.of(sayings.individual(parameters, before)));
                } else {
                    stamped.by(before);
                    parameters.setContentTimestamps(List.of(service.getContentTimestamp(documents, parameters)));
                }
            }
            stamped.by(keys.authority(at.plus(AFTER)));
            SignatureValue value = value(service.getDataToSign(documents, parameters), parameters, key);
            return service.signDocument(documents, parameters, value);
        }

        private SignaturePolicyStore store() {
            SignaturePolicyStore store = new SignaturePolicyStore();
            SpDocSpecification specification = new SpDocSpecification();
            specification.setId("urn:oid:1.3.6.1.4.1.99999.1");
            store.setSpDocSpecification(specification);
            store.setSignaturePolicyContent(
                    new InMemoryDocument(Sayings.POLICY.getBytes(StandardCharsets.UTF_8), "policy.txt"));
            return store;
        }

        private DSSDocument countersign(DSSDocument signed, int depth) throws GeneralSecurityException, IOException {
            SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(signed);
            validator.setCertificateVerifier(verifiers.apply(recipe));
            if (!outside.isEmpty()) {
                validator.setDetachedContents(outside);
            }
            AdvancedSignature to = validator.getSignatures().get(0);
            for (int i = 0; i < depth; i++) {
                to = to.getCounterSignatures().get(0);
            }
            XAdESCounterSignatureParameters parameters = new XAdESCounterSignatureParameters();
            sayings.plain(parameters, keys.get("counter"));
            parameters.setSignatureIdToCounterSign(to.getId());
            if (!outside.isEmpty()) {
                parameters.setDetachedContents(outside);
            }
            SignatureValue value = value(counter.getDataToBeCounterSigned(signed, parameters), parameters, "counter");
            return counter.counterSignSignature(signed, parameters, value);
        }
    }

    @OneDoor("a foreign signer runs none of our code")
    private SignatureValue value(ToBeSigned toBeSigned, XAdESSignatureParameters parameters, String key)
            throws GeneralSecurityException, IOException {
        SignatureAlgorithm algorithm = parameters.getSignatureAlgorithm();
        Signature signature = Signature.getInstance(algorithm.getJCEId(), DSSSecurityProvider.getSecurityProvider());
        signature.initSign(keys.get(key.replace("pss", "rsa")).key());
        signature.update(toBeSigned.getBytes());
        return new SignatureValue(algorithm, signature.sign());
    }
}
