package org.cretula.benchmarks;

import java.security.GeneralSecurityException;

/**
 * One way of doing something.
 *
 * @param name of the provider, or of our own way
 * @param allowed whether it could take the place of the routed one; false where it does less than it should
 * @param action does it once, and says whether the result was right
 */
record Contender(String name, boolean allowed, Action action) {

    /** What is measured. */
    interface Action {
        boolean run() throws GeneralSecurityException;
    }
}
