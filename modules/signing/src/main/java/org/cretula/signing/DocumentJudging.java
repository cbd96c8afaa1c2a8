package org.cretula.signing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cretula.signing.internal.AnyDocument;
import org.cretula.signing.internal.Malformed;
import org.cretula.signing.internal.Names;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;
import org.cretula.verdict.Verdict;
import org.cretula.xml.Peculiarity;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlParse;
import org.w3c.dom.Element;

/** Finds the signatures of a document and has each judged by the general policy. */
final class DocumentJudging {

    private static final Check<XmlParse> READABLE = new XmlReadable();
    private static final Check<Integer> SIGNED = new Signed();
    private static final Set<Peculiarity.Kind> NOT_CANONICAL =
            Set.of(Peculiarity.Kind.NOT_XML_1_0, Peculiarity.Kind.RELATIVE_NAMESPACE);

    private final Judging judging;
    private final JudgingLimits limits;

    DocumentJudging(Judging judging, JudgingLimits limits) {
        this.judging = judging;
        this.limits = limits;
    }

    DocumentJudgement judge(byte[] document, List<DataObject> data, Instant at) {
        List<Finding> findings = new ArrayList<>();
        List<SignatureJudgement> signatures = new ArrayList<>();
        try {
            XmlParse parse = new XmlDoor(limits.document()).skim(document, Names.SIGNATURE);
            findings.add(READABLE.examine(parse));
            if (parse instanceof XmlParse.Skimmed skimmed) {
                List<XmlElement> found = signatures(skimmed.root());
                findings.add(SIGNED.examine(found.size()));
                if (found.size() > limits.signatures()) {
                    findings.add(new MostSignatures(limits.signatures()).examine(found.size()));
                }
                AnyDocument around = new AnyDocument(skimmed, data, limits);
                Policy policy = new General(around, limits, Optional.empty());
                found.stream()
                        .limit(limits.signatures())
                        .forEach(signature -> signatures.add(judged(signature, policy, at)));
                around.judged();
            }
        } catch (RuntimeException | StackOverflowError e) {
            findings.add(new Broken().examine(e));
        }
        return new DocumentJudgement(findings, signatures);
    }

    /** The last net: whatever a hostile document brings about is no answer and no end of the program. */
    private SignatureJudgement judged(XmlElement signature, Policy policy, Instant at) {
        try {
            return judging.judge(signature, policy, at);
        } catch (RuntimeException | StackOverflowError e) {
            return SignatureJudgement.ofForm(Verdict.of(new Broken().examine(e)), Optional.empty());
        }
    }

    /** All but the counter-signatures, which are judged with the one that bears them. */
    private static List<XmlElement> signatures(XmlElement root) {
        return root.descendantsAndSelf().stream()
                .filter(e -> e.is(Names.SIGNATURE))
                .filter(e -> !(e.dom().getParentNode() instanceof Element parent && isBorne(new XmlElement(parent))))
                .toList();
    }

    private static boolean isBorne(XmlElement parent) {
        boolean place = parent.is(Names.xades("CounterSignature"))
                && parent.children().size() == 1
                && parent.dom().getParentNode() instanceof Element around
                && new XmlElement(around).is(Names.xades("UnsignedSignatureProperties"));
        if (!place) {
            return false;
        }
        // Exactly where its bearer is read, or nobody would judge it.
        XmlElement at = parent;
        for (String name : List.of("UnsignedSignatureProperties", "UnsignedProperties", "QualifyingProperties")) {
            if (!(at.dom().getParentNode() instanceof Element up) || !new XmlElement(up).is(Names.xades(name))) {
                return false;
            }
            at = new XmlElement(up);
        }
        return at.dom().getParentNode() instanceof Element object
                && new XmlElement(object).is(Names.ds("Object"))
                && object.getParentNode() instanceof Element bearer
                && new XmlElement(bearer).is(Names.SIGNATURE);
    }

    /** The bytes are one XML document, to every program the same, whose canonical form is defined. */
    @Explained(
            passed = "The file is one well-formed XML document without DOCTYPE, and has a canonical form.",
            failed = "The file is no well-formed XML document, has a DOCTYPE, or has no canonical form.",
            unknown = "The file is larger or more deeply nested than is read.",
            settledBy = "A verifier with larger limits.")
    private static final class XmlReadable implements Check<XmlParse> {
        @Override
        public String id() {
            return "xml-readable";
        }

        @Override
        public String clause() {
            return "XML 1.0 (Fifth Edition), 2.1; Canonical XML 1.1, 1.3";
        }

        @Override
        public Finding examine(XmlParse parse) {
            if (parse instanceof XmlParse.Refused refused) {
                return refused.reason() == SubIndication.RESOURCE_LIMIT
                        ? unknown(refused.reason(), refused.explanation(), "a verifier with larger limits")
                        : failed(refused.reason(), refused.explanation());
            }
            return ((XmlParse.Skimmed) parse)
                    .peculiarities().stream()
                            .filter(p -> NOT_CANONICAL.contains(p.kind()))
                            .findFirst()
                            .map(p -> failed(
                                    SubIndication.FORMAT_FAILURE,
                                    "expected a document that has a canonical form, found "
                                            + Malformed.clip(p.describe())))
                            .orElseGet(() -> passed("the file is one XML document without DOCTYPE"));
        }
    }

    /** There is a signature; "nothing is wrong" is no answer where nothing was signed (attack X16). */
    @Explained(passed = "The document has at least one signature.", failed = "The document has no signature.")
    private static final class Signed implements Check<Integer> {
        @Override
        public String id() {
            return "signature-present";
        }

        @Override
        public String clause() {
            return "EN 319 102-1 V1.4.1, 5.2.2";
        }

        @Override
        public Finding examine(Integer count) {
            return count == 0
                    ? failed(SubIndication.FORMAT_FAILURE, "expected a signature in the document, found none")
                    : passed("the document has " + (count == 1 ? "one signature" : count + " signatures")
                            + ", counter-signatures not counted");
        }
    }

    /** Whoever adds signatures to a document does not choose how long it is examined, nor which are passed over. */
    @Explained(
            unknown = "The document has more signatures than are judged, and the last of them were not.",
            settledBy = "A verifier with larger limits.")
    private static final class MostSignatures implements Check<Integer> {
        private final int most;

        MostSignatures(int most) {
            this.most = most;
        }

        @Override
        public String id() {
            return "signatures-limit";
        }

        @Override
        public String clause() {
            return "EN 319 102-1 V1.4.1, 5.1.3";
        }

        @Override
        public Finding examine(Integer count) {
            return unknown(
                    SubIndication.RESOURCE_LIMIT,
                    "of " + count + " signatures the first " + most + " were judged and the others were not",
                    "a verifier with larger limits");
        }
    }

    /** Judging came to its end. */
    @Explained(unknown = "Judging stopped at a fault of this program.", settledBy = "A version without this fault.")
    private static final class Broken implements Check<Throwable> {
        @Override
        public String id() {
            return "judging-completed";
        }

        @Override
        public String clause() {
            return "EN 319 102-1 V1.4.1, 5.1.3";
        }

        @Override
        public Finding examine(Throwable fault) {
            return unknown(
                    SubIndication.RESOURCE_LIMIT,
                    "judging stopped at a fault of this program: "
                            + fault.getClass().getSimpleName(),
                    "a version of this toolkit without this fault; please report it with the file");
        }
    }
}
