package org.cretula.trust.openssl;

import java.util.List;
import java.util.Set;

/** Every class of cases that OpenSSL and we judge differently, recognised by what was done to a case. */
enum Difference {
    NONE_YET(true, "placeholder", Set.of());

    private final boolean weAccept;
    private final String reason;
    private final Set<String> kinds;

    Difference(boolean weAccept, String reason, Set<String> kinds) {
        this.weAccept = weAccept;
        this.reason = reason;
        this.kinds = kinds;
    }

    boolean weAccept() {
        return weAccept;
    }

    String reason() {
        return reason;
    }

    Set<String> kinds() {
        return kinds;
    }

    boolean covers(List<Kind> made) {
        return made.stream().anyMatch(kind -> kinds.contains(kind.name()));
    }

    boolean covers(Kind made) {
        return kinds.contains(made.name());
    }
}
