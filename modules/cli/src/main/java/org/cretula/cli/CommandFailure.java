package org.cretula.cli;

/** The command cannot do what it was asked; the message goes to standard error, the code to the shell. */
final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    CommandFailure(int exitCode, String message) {
        super(printable(message));
        this.exitCode = exitCode;
    }

    CommandFailure(int exitCode, String message, Throwable cause) {
        super(printable(message), cause);
        this.exitCode = exitCode;
    }

    /** The options contradict each other, or lack something. */
    static CommandFailure usage(String expected, String found) {
        return new CommandFailure(ExitCode.USAGE, "expected " + expected + ", found " + found);
    }

    int exitCode() {
        return exitCode;
    }

    /** A file's name, or what a partner says, must not be able to move the cursor or fake a line of ours. */
    static String printable(String message) {
        return message.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "\uFFFD");
    }
}
