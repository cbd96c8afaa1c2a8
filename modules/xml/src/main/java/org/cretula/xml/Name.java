package org.cretula.xml;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The name of an element or attribute as it is written, with what is looked up of it again and again. */
final class Name {

    // Every spelling under which some software looks up an element by identifier (attacks X07, X10, X11).
    private static final Set<String> IDENTIFYING = Set.of("Id", "ID", "id", "iD");

    private final String prefix;
    private final String local;
    private final String qualified;
    private final byte[] written;
    private final boolean identifies;

    private Name(String prefix, String local, String qualified) {
        this.prefix = prefix;
        this.local = local;
        this.qualified = qualified;
        this.written = qualified.getBytes(StandardCharsets.UTF_8);
        this.identifies = IDENTIFYING.contains(local);
    }

    /** A name; its prefix is empty for none. */
    static Name of(String prefix, String local) {
        return new Name(prefix, local, prefix.isEmpty() ? local : prefix + ":" + local);
    }

    /** A name as written. */
    static Name of(String qualified) {
        int colon = qualified.indexOf(':');
        return colon < 0
                ? new Name("", qualified, qualified)
                : new Name(qualified.substring(0, colon), qualified.substring(colon + 1), qualified);
    }

    boolean is(String otherPrefix, String otherLocal) {
        return local.equals(otherLocal) && prefix.equals(otherPrefix);
    }

    String prefix() {
        return prefix;
    }

    String local() {
        return local;
    }

    /** With its prefix. */
    String qualified() {
        return qualified;
    }

    /** With its prefix, in UTF-8; not to be changed. */
    byte[] written() {
        return written;
    }

    boolean isPrefixed() {
        return !prefix.isEmpty();
    }

    /** Whether the prefix is {@code xml}. */
    boolean isOfXml() {
        return prefix.equals("xml");
    }

    /** Whether an attribute of this name identifies its element, for some software at least. */
    boolean identifies() {
        return identifies;
    }
}
