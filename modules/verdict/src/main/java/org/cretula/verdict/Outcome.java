package org.cretula.verdict;

/** What one check found. */
public enum Outcome {
    /** The check ran and what it asks for holds. */
    PASSED,
    /** The check ran and found a positive contradiction: no further evidence can mend it. */
    FAILED,
    /** The check could not decide; its finding says what would settle it. */
    UNKNOWN
}
