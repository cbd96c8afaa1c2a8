package org.cretula.signing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import org.cretula.signing.internal.Malformed;
import org.cretula.signing.internal.Names;
import org.cretula.signing.internal.SealGrammar;
import org.cretula.signing.internal.SignatureReader;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;

/** Bytes of any kind before the two readers of signatures: what the strict one takes, the other one takes too. */
class SignatureReaderFuzz {

    static final Path KEPT = Path.of(
            "src/test/resources/org/cretula/signing/SignatureReaderFuzzInputs/the_strict_grammar_is_part_of_the_other");

    @FuzzTest
    void the_strict_grammar_is_part_of_the_other(byte[] bytes) {
        if (new XmlDoor(XmlLimits.CERTIFICATE).parse(bytes) instanceof XmlParse.Parsed parsed) {
            parsed.root().descendantsAndSelf().stream()
                    .filter(e -> e.is(Names.SIGNATURE))
                    .limit(4)
                    .forEach(SignatureReaderFuzz::read);
        }
    }

    private static void read(XmlElement signature) {
        boolean strict = false;
        try {
            SealGrammar.check(signature);
            strict = true;
            SignatureReader.read(signature, 2);
        } catch (Malformed e) {
            if (strict) {
                throw new IllegalStateException("expected that what the strict grammar takes is read", e);
            }
        }
        try {
            SignatureReader.read(signature, 30);
        } catch (Malformed e) {
            // The usual answer.
        }
    }
}
