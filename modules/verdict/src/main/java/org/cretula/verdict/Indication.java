package org.cretula.verdict;

/** The three possible answers; EN 319 102-1 V1.4.1 clause 5.1.3 calls them TOTAL-PASSED, TOTAL-FAILED and INDETERMINATE. */
public enum Indication {
    VALID,
    INVALID,
    INDETERMINATE
}
