package org.cretula.cli;

import java.time.Clock;
import org.cretula.verdict.OneDoor;

/** What only a program may take from its surroundings, and hands to the libraries as arguments. */
final class Programs {

    private Programs() {}

    /** The machine's clock. */
    @OneDoor("the program decides which clock the libraries see")
    static Clock clock() {
        return Clock.systemUTC();
    }
}
