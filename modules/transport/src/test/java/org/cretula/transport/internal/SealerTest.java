package org.cretula.transport.internal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.cretula.transport.World;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class SealerTest {

    private static final Element SIGNED = Xml.own(
                    new Signals(World.CUSTOMS_IDENTITY, World.CLOCK).receipt("a@b", List.of()))
            .getDocumentElement();

    @Test
    void S02_a_signature_with_fewer_references_than_parts_never_leaves() {
        assertThatThrownBy(() -> Sealer.expect(SIGNED, Names.DS, "Reference", 3))
                .isInstanceOf(WSSecurityException.class);
    }

    @Test
    void a_signature_with_as_many_references_as_parts_leaves() {
        assertThatCode(() -> Sealer.expect(SIGNED, Names.DS, "Reference", 2)).doesNotThrowAnyException();
    }
}
