package org.cretula.sealing.internal;

import java.util.List;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;
import org.cretula.xml.Peculiarity;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlParse;

/** The closed profile of a sealed certificate, checked before any cryptography. */
public final class ProfileChecks {

    private static final String PROFILE = "Profile urn:cretula:co:1, seal";

    private ProfileChecks() {}

    /** The checks that need the document only, in order. */
    public static List<Check<XmlParse.Skimmed>> all() {
        return List.of(new ClosedProfile(), new SignatureSlot());
    }

    /** The bytes are one well-formed document within the limits, without DOCTYPE. */
    @Explained(
            passed = "The file is one well-formed XML document within the limits.",
            failed = "The file is no well-formed XML document, or has a DOCTYPE.",
            unknown = "The file is larger or more deeply nested than is read.",
            settledBy = "A verifier with larger limits.")
    public static final class DocumentReadable implements Check<XmlParse> {
        @Override
        public String id() {
            return "document";
        }

        @Override
        public String clause() {
            return "XML 1.0 (Fifth Edition), 2.1; " + PROFILE;
        }

        @Override
        public Finding examine(XmlParse parse) {
            if (parse instanceof XmlParse.Refused refused) {
                return refused.reason() == SubIndication.RESOURCE_LIMIT
                        ? unknown(refused.reason(), refused.explanation(), "a verifier with larger limits")
                        : failed(refused.reason(), refused.explanation());
            }
            return passed("the file is one well-formed XML document within the limits");
        }
    }

    /**
     * The document is a certificate of origin in UTF-8 and XML 1.0, without comments, processing instructions or
     * repeated identifiers.
     *
     * <p>Each of these is a way to show a reader something else than what was signed (attacks M03, M11, M12, X07, X10,
     * X26, X30).
     */
    @Explained(
            passed =
                    "The document is a certificate of origin, and nothing stands around it that a reader could overlook.",
            failed =
                    "The document is another kind, or has a comment, a processing instruction, a repeated identifier or another peculiarity that the profile forbids.")
    static final class ClosedProfile implements Check<XmlParse.Skimmed> {
        @Override
        public String id() {
            return "closed-profile";
        }

        @Override
        public String clause() {
            return PROFILE;
        }

        @Override
        public Finding examine(XmlParse.Skimmed parsed) {
            if (!parsed.peculiarities().isEmpty()) {
                return failed(
                        SubIndication.FORMAT_FAILURE,
                        "expected a plain document, found "
                                + String.join(
                                        "; ",
                                        parsed.peculiarities().stream()
                                                .map(Peculiarity::describe)
                                                .toList()));
            }
            return parsed.root().is(SealSlot.CERTIFICATE)
                    ? passed("the document is a certificate of origin and nothing stands around it")
                    : failed(
                            SubIndication.FORMAT_FAILURE,
                            "expected a UBL CertificateOfOrigin, found '" + shortened(parsed.root()) + "'");
        }

        private static String shortened(XmlElement root) {
            String name = root.name().toString();
            return name.length() <= 120 ? name : name.substring(0, 120) + "…";
        }
    }

    /**
     * Exactly one signature stands in the document, and it stands in UBL's slot.
     *
     * <p>A second one could carry content that the first removes from its digest, and a signature elsewhere is a mark of
     * wrapping (attacks X01 to X08, X16, E10). Counter-signatures inside of it are properties of it and not counted.
     */
    @Explained(
            passed = "There is one signature, and it stands where a seal belongs.",
            failed = "There is no signature, more than one, or one that stands elsewhere.")
    static final class SignatureSlot implements Check<XmlParse.Skimmed> {
        @Override
        public String id() {
            return "signature-slot";
        }

        @Override
        public String clause() {
            return "OASIS UBL 2.4, digital signature extension; " + PROFILE;
        }

        @Override
        public Finding examine(XmlParse.Skimmed parsed) {
            List<XmlElement> signatures = SealSlot.signatures(parsed.root());
            if (signatures.isEmpty()) {
                return failed(SubIndication.FORMAT_FAILURE, "expected a seal, found no signature at all");
            }
            if (signatures.size() > 1) {
                return failed(SubIndication.FORMAT_FAILURE, "expected one signature, found " + signatures.size());
            }
            if (SealSlot.holds(signatures.get(0)) && parsed.isFollowed(signatures.get(0))) {
                return failed(
                        SubIndication.FORMAT_FAILURE,
                        // As UBL's schema says; no digest covers where it stands, for it leaves the document before.
                        "expected the signature last in UBL's slot, found an element behind it");
            }
            return SealSlot.holds(signatures.get(0))
                    ? passed("the only signature stands in its slot")
                    : failed(SubIndication.FORMAT_FAILURE, "expected the signature in UBL's slot, found it elsewhere");
        }
    }
}
