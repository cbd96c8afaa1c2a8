package org.cretula.xml;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import javax.xml.namespace.QName;

/** Bytes of any kind at the door; docs/CONTRIBUTING.md says how to try more than the kept ones. */
class XmlDoorFuzz {

    private static final XmlDoor DOOR = new XmlDoor(new XmlLimits(64 << 10, 64, 1_000, 64, 16 << 10));
    private static final QName WANTED = new QName("urn:s", "Signature");

    @FuzzTest
    void skimming_agrees_with_parsing(byte[] bytes) {
        XmlParse parse = DOOR.parse(bytes);
        XmlParse skim = DOOR.skim(bytes, WANTED);
        if (!(parse instanceof XmlParse.Parsed parsed) || !(skim instanceof XmlParse.Skimmed skimmed)) {
            assertThat(skim).isEqualTo(parse);
            return;
        }
        assertThat(skimmed.peculiarities()).isEqualTo(parsed.peculiarities());
        for (Canonicalization form : Canonicalization.values()) {
            assertThat(skimmed.bytes(Extraction.ofDocument(form))).isEqualTo(form.bytes(parsed.document()));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            form.write(parsed.document(), e -> new XmlElement(e).is(WANTED), out::write);
            assertThat(skimmed.bytes(Extraction.ofDocument(form).withoutWanted()))
                    .isEqualTo(out.toByteArray());
        }
    }
}
