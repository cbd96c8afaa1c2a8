package org.cretula.conformance;

/** Told what an examination is doing, as it does it. */
@FunctionalInterface
public interface Progress {

    /** Something begins or was found; one line. */
    void step(String line);

    /** Tells nobody. */
    static Progress none() {
        return line -> {};
    }
}
