package org.cretula.cli;

import org.cretula.verdict.Indication;

/** How a command ends. */
final class ExitCode {

    /** Done, and the answer is yes. */
    static final int YES = 0;
    /** Done, and the answer is no: invalid, different, not conformant, refused. */
    static final int NO = 1;
    /** Cannot tell: indeterminate, unconfirmed, inconclusive. */
    static final int CANNOT_TELL = 2;
    /** The command line is wrong. */
    static final int USAGE = 64;
    /** An input cannot be read. */
    static final int NO_INPUT = 66;
    /** Our fault. */
    static final int INTERNAL = 70;

    private ExitCode() {}

    static int of(Indication indication) {
        return switch (indication) {
            case VALID -> YES;
            case INVALID -> NO;
            case INDETERMINATE -> CANNOT_TELL;
        };
    }
}
