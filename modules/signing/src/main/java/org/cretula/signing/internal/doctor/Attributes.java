package org.cretula.signing.internal.doctor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The attributes of one start tag in canonical form, declarations too, one after the other. */
final class Attributes {

    private static final byte[] DECLARATION = "xmlns".getBytes(StandardCharsets.US_ASCII);

    private final byte[] xml;
    private final int last;
    private int name;
    private int value;
    private int end;

    Attributes(Markup tag) {
        this.xml = tag.xml;
        this.last = tag.to();
        this.end = tag.from();
        this.name = tag.from();
        this.value = tag.from();
    }

    /** Goes on to the next one, if there is one. */
    boolean next() {
        int at = end;
        while (at < last && xml[at] != ' ') {
            at++;
        }
        name = at + 1;
        while (at < last && xml[at] != '"') {
            at++;
        }
        value = at + 1;
        at = value;
        while (at < last && xml[at] != '"') {
            at++;
        }
        end = at;
        return at < last;
    }

    /** Where its name begins. */
    int name() {
        return name;
    }

    /** Where its value begins. */
    int value() {
        return value;
    }

    /** Where its value ends. */
    int end() {
        return end;
    }

    boolean isDeclaration() {
        int behind = name + DECLARATION.length;
        return Arrays.equals(xml, name, behind, DECLARATION, 0, DECLARATION.length)
                && (xml[behind] == '=' || xml[behind] == ':');
    }

    /** The name as characters. */
    String named() {
        return new String(xml, name, value - 2 - name, StandardCharsets.UTF_8);
    }

    /** The value as characters, as it is written. */
    String written() {
        return new String(xml, value, end - value, StandardCharsets.UTF_8);
    }
}
