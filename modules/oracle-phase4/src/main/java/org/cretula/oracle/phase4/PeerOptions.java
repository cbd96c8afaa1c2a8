package org.cretula.oracle.phase4;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Arguments of the form {@code --name value}; an unknown name is refused. */
final class PeerOptions {

    private static final Set<String> COMMON = Set.of(
            "keystore",
            "password",
            "alias",
            "partner",
            "initiator",
            "responder",
            "party-type",
            "initiator-role",
            "responder-role",
            "service",
            "action",
            "agreement");

    private final Map<String, List<String>> values;

    private PeerOptions(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Reads arguments that both programs know and those named {@code more}.
     *
     * @throws IllegalArgumentException for anything else
     */
    static PeerOptions parse(String[] arguments, Set<String> more) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (!COMMON.contains(name) && !more.contains(name)) {
                throw new IllegalArgumentException("unknown argument " + arguments[i]);
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("no value for " + arguments[i]);
            }
            values.computeIfAbsent(name, n -> new ArrayList<>()).add(arguments[i + 1]);
        }
        return new PeerOptions(values);
    }

    /** The last value given. */
    String required(String name) {
        List<String> given = all(name);
        if (given.isEmpty()) {
            throw new IllegalArgumentException("--" + name + " is required");
        }
        return given.get(given.size() - 1);
    }

    /** The last value given, or {@code otherwise}. */
    String or(String name, String otherwise) {
        return all(name).isEmpty() ? otherwise : required(name);
    }

    /** Whether {@code yes} was given, or nothing. */
    boolean unlessNo(String name) {
        return switch (or(name, "yes")) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new IllegalArgumentException("--" + name + " is yes or no");
        };
    }

    /** All values given, in order. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }
}
