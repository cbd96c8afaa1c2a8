package org.cretula.transport.internal;

/** A message is not accepted, and this is what its sender is told; caught once, where the answer is made. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final EbmsCode code;

    Refusal(EbmsCode code, String detail) {
        super(detail);
        this.code = code;
    }

    Refusal(EbmsCode code, String detail, Throwable cause) {
        super(detail, cause);
        this.code = code;
    }

    EbmsCode code() {
        return code;
    }

    /** Words for the partner: bounded, printable, without secrets. */
    String detail() {
        String words = String.valueOf(getMessage()).replaceAll("[^\\x20-\\x7e]", "?");
        return words.length() <= 300 ? words : words.substring(0, 300);
    }
}
