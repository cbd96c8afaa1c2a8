package org.cretula.conformance;

/** What an examination found for one assertion. */
public enum Mark {
    /** It holds. */
    PASS("pass"),
    /** It does not hold. */
    FAIL("FAIL"),
    /** It could not be found out. */
    INCONCLUSIVE("inconclusive"),
    /** It does not concern this partner. */
    NOT_APPLICABLE("not applicable");

    private final String label;

    Mark(String label) {
        this.label = label;
    }

    /** As shown to people. */
    public String label() {
        return label;
    }
}
