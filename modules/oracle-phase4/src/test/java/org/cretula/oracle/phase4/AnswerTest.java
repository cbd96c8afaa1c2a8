package org.cretula.oracle.phase4;

import static org.assertj.core.api.Assertions.assertThat;

import com.helger.phase4.ebms3header.Ebms3Error;
import com.helger.phase4.ebms3header.Ebms3MessageInfo;
import com.helger.phase4.ebms3header.Ebms3SignalMessage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AnswerTest {

    private final Answer answer = new Answer("sent@xa", Path.of("unused"));

    @Test
    void a_receipt_that_is_not_signed_is_not_valid() {
        answer.body(new byte[1]);
        answer.signal(receiptFor("sent@xa"), false);
        answer.onSuccess();
        assertThat(answer.validity(true)).isEqualTo("INVALID");
    }

    @Test
    void a_receipt_for_another_message_is_not_valid() {
        answer.body(new byte[1]);
        answer.signal(receiptFor("other@xa"), true);
        answer.onSuccess();
        assertThat(answer.validity(true)).isEqualTo("INVALID");
    }

    @Test
    void a_receipt_without_references_to_compare_is_not_valid() {
        answer.body(new byte[1]);
        answer.signal(receiptFor("sent@xa"), true);
        answer.onNotApplicable();
        assertThat(answer.validity(true)).isEqualTo("INVALID");
    }

    @Test
    void a_receipt_with_one_strange_reference_is_not_valid() {
        answer.body(new byte[1]);
        answer.signal(receiptFor("sent@xa"), true);
        answer.onError("found 4 references, sent 3");
        answer.onSuccess();
        assertThat(answer.validity(true)).isEqualTo("INVALID");
    }

    @Test
    void a_receipt_beside_an_error_is_not_valid() {
        Ebms3SignalMessage signal = receiptFor("sent@xa");
        Ebms3Error error = new Ebms3Error();
        error.setErrorCode("EBMS:0004");
        signal.addError(error);
        answer.body(new byte[1]);
        answer.signal(signal, true);
        answer.onSuccess();
        assertThat(answer.validity(true)).isEqualTo("INVALID");
        assertThat(answer.errors()).singleElement().asString().startsWith("EBMS:0004\t");
    }

    @Test
    void what_phase4_does_not_take_for_a_receipt_is_not_valid() {
        answer.body(new byte[1]);
        answer.signal(receiptFor("sent@xa"), true);
        answer.onSuccess();
        assertThat(answer.validity(false)).isEqualTo("INVALID");
    }

    @Test
    void no_content_is_no_answer() {
        answer.body(new byte[0]);
        assertThat(answer.validity(false)).isEqualTo("NONE");
    }

    @Test
    void a_signed_receipt_for_this_message_with_its_references_is_valid() {
        answer.body(new byte[1]);
        answer.signal(receiptFor("sent@xa"), true);
        answer.onSuccess();
        assertThat(answer.validity(true)).isEqualTo("VALID");
    }

    private static Ebms3SignalMessage receiptFor(String messageId) {
        Ebms3MessageInfo info = new Ebms3MessageInfo();
        info.setRefToMessageId(messageId);
        Ebms3SignalMessage signal = new Ebms3SignalMessage();
        signal.setMessageInfo(info);
        return signal;
    }
}
