package org.cretula.xml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Well-formed documents that a seed gives, with everything that canonicalisation can stumble over. */
final class RandomXml {

    private static final List<String> PREFIXES = List.of("", "a", "b", "c", "ab", "Ä");
    private static final List<String> URIS = List.of("urn:1", "urn:2", "http://x/?a=1&amp;b=2", "urn:z ");
    private static final List<String> LOCALS = List.of("e", "f", "Signature", "ü", "x-y.z", "_");
    private static final String[] TEXTS = {
        "plain",
        " \n\t ",
        "a&amp;b",
        "&lt;&gt;&quot;&apos;",
        "&#13;&#10;&#9;",
        "line\r\nline\rline",
        "\u00e4\u20ac\ud83d\ude00",
        "&#x1F600;&#xD7FF;&#xE000;&#xFFFD;",
        "]]&gt;",
        "",
        "x".repeat(1_023) + "\ud83d\ude00" + "&#13;&lt;".repeat(3),
        "\u007f\u0085\u2028"
    };

    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private final int deepest;
    private int left;

    private RandomXml(long seed) {
        random = new Random(seed);
        deepest = random.nextInt(20) == 0 ? 60 : 6;
        left = 1 + random.nextInt(random.nextInt(10) == 0 ? 120 : 25);
    }

    /** The document of this seed; every sixteenth has a DOCTYPE with attributes by default. */
    static String of(long seed) {
        return new RandomXml(seed).document(isOfType(seed));
    }

    /** Whether the document of this seed has a DOCTYPE. */
    static boolean isOfType(long seed) {
        return seed % 16 == 0;
    }

    private String document(boolean typed) {
        asides("\n");
        if (typed) {
            out.append(
                    "<!DOCTYPE e [<!ATTLIST e d CDATA \"by default\" n NMTOKEN \" x \"><!ATTLIST f z CDATA \"&#9;\">]>");
        }
        Map<String, String> scope = new HashMap<>();
        scope.put("", "");
        element(0, scope);
        asides(" ");
        return out.toString();
    }

    private void asides(String space) {
        for (int i = random.nextInt(3); i > 0; i--) {
            aside();
            out.append(space);
        }
    }

    private void aside() {
        if (random.nextBoolean()) {
            out.append("<!-- c ")
                    .append(random.nextBoolean() ? "\r\n\u00e4 <&\"> " : "")
                    .append("-->");
        } else {
            out.append("<?pi")
                    .append(random.nextBoolean() ? "  data \r x=\"<&>\" \ud83d\ude00?" : "")
                    .append("?>");
        }
    }

    private void element(int depth, Map<String, String> above) {
        left--;
        Map<String, String> scope = new HashMap<>(above);
        List<String> attributes = new ArrayList<>();
        for (String prefix : PREFIXES) {
            if (random.nextInt(depth == 0 ? 2 : 6) == 0) {
                String uri = prefix.isEmpty() && random.nextInt(3) == 0 ? "" : pick(URIS);
                scope.put(prefix, uri);
                attributes.add((prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix) + "=\"" + uri + "\"");
            }
        }
        Set<String> expanded = new HashSet<>();
        for (int i = random.nextInt(5) - 1; i > 0; i--) {
            String prefix = pick(PREFIXES);
            String local = pick(LOCALS);
            boolean declared = prefix.isEmpty() || scope.containsKey(prefix);
            String uri = prefix.isEmpty() ? "" : scope.getOrDefault(prefix, "");
            if (declared && expanded.add(uri + " " + local)) {
                attributes.add((prefix.isEmpty() ? local : prefix + ":" + local) + "=" + value());
            }
        }
        for (String local : List.of("lang", "space", "base", "id")) {
            if (random.nextInt(15) == 0) {
                attributes.add("xml:" + local + "=\"" + (local.equals("id") ? "i" + left : "v") + "\"");
            }
        }
        if (random.nextInt(12) == 0) {
            attributes.add("Id=\"id-" + left + "\"");
        }
        List<String> usable = new ArrayList<>(scope.keySet());
        String prefix = pick(usable.stream().sorted().toList());
        String local = pick(LOCALS);
        String name = prefix.isEmpty() ? local : prefix + ":" + local;
        out.append('<').append(name);
        java.util.Collections.shuffle(attributes, random);
        attributes.forEach(
                attribute -> out.append(random.nextBoolean() ? " " : "\n  ").append(attribute));
        // A root without content makes Santuario forget what stands behind it.
        if (depth > 0 && random.nextInt(5) == 0) {
            out.append("/>");
            return;
        }
        out.append(depth == 0 ? ">." : ">");
        content(depth, scope);
        out.append("</").append(name).append('>');
    }

    private void content(int depth, Map<String, String> scope) {
        do {
            switch (random.nextInt(8)) {
                case 0 -> aside();
                case 1 -> out.append("<![CDATA[ a<b>&amp;]] \r\n ]]>");
                case 2, 3 -> out.append(TEXTS[random.nextInt(TEXTS.length)]);
                default -> {
                    if (depth < deepest && left > 0) {
                        element(depth + 1, scope);
                    }
                }
            }
        } while (random.nextInt(4) != 0 || (deepest > 6 && left > 0 && depth < deepest && random.nextInt(8) != 0));
    }

    private String value() {
        String text = TEXTS[random.nextInt(TEXTS.length)];
        return random.nextBoolean() ? "\"" + text + "\"" : "'" + text.replace("\"", "") + "\"'";
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** A document damaged in one byte. */
    static byte[] damaged(byte[] canonical, Random random) {
        byte[] damaged = Arrays.copyOf(canonical, canonical.length);
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        return damaged;
    }
}
