package org.cretula.signing.internal.doctor;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Where namespaces are declared, which only inclusive canonicalisation lets into the digest. */
enum Declarations {
    /** Those of the first element that no name of the document uses are left out. */
    UNUSED_LEFT_OUT,
    /** All stand in the first element. */
    ALL_AT_THE_TOP,
    /** The first element declares {@code xsi}. */
    INSTANCE_AT_THE_TOP,
    /** The first element declares {@code xsi} and {@code xsd}. */
    SCHEMA_AT_THE_TOP;

    private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String SCHEMA = "http://www.w3.org/2001/XMLSchema";

    /** What a document uses and declares. */
    private record Prefixes(Set<String> used, Map<String, String> declared, Map<String, String> atTop) {}

    /** Writes the document so; nothing at all where that cannot be. */
    boolean write(byte[] xml, Out out) {
        Optional<Prefixes> prefixes = prefixes(xml);
        if (prefixes.isEmpty()) {
            return false;
        }
        Map<String, String> top = top(prefixes.get());
        boolean same = top.equals(prefixes.get().atTop());
        if (same) {
            return false;
        }
        Markup markup = new Markup(xml);
        boolean first = true;
        while (markup.next()) {
            if (markup.kind() == Markup.Kind.START && (first || this == ALL_AT_THE_TOP)) {
                tag(markup, first, top, out);
                first = false;
            } else {
                out.octets(xml, markup.from(), markup.to());
            }
        }
        return true;
    }

    private Map<String, String> top(Prefixes prefixes) {
        Map<String, String> top = new TreeMap<>(prefixes.atTop());
        switch (this) {
            case UNUSED_LEFT_OUT ->
                top.keySet().removeIf(name -> !prefixes.used().contains(name));
            case ALL_AT_THE_TOP -> top.putAll(prefixes.declared());
            case INSTANCE_AT_THE_TOP -> top.putIfAbsent("xmlns:xsi", INSTANCE);
            case SCHEMA_AT_THE_TOP -> {
                top.putIfAbsent("xmlns:xsi", INSTANCE);
                top.putIfAbsent("xmlns:xsd", SCHEMA);
            }
        }
        return top;
    }

    private static void tag(Markup markup, boolean first, Map<String, String> top, Out out) {
        byte[] xml = markup.xml;
        int name = markup.from();
        while (xml[name] != ' ' && xml[name] != '>') {
            name++;
        }
        out.octets(xml, markup.from(), name);
        if (first) {
            top.forEach((declared, uri) -> out.text(" " + declared + "=\"" + uri + "\""));
        }
        int at = name;
        Attributes attributes = new Attributes(markup);
        while (attributes.next()) {
            boolean declaredAbove =
                    attributes.isDeclaration() && (first || attributes.written().equals(top.get(attributes.named())));
            if (!declaredAbove) {
                out.octets(xml, at, attributes.end() + 1);
            }
            at = attributes.end() + 1;
        }
        out.octet('>');
    }

    /** Empty where a prefix means two things, so that all cannot stand in one element. */
    private Optional<Prefixes> prefixes(byte[] xml) {
        Set<String> used = new HashSet<>();
        Map<String, String> declared = new TreeMap<>();
        Map<String, String> atTop = new TreeMap<>();
        Markup markup = new Markup(xml);
        boolean first = true;
        while (markup.next()) {
            if (markup.kind() != Markup.Kind.START) {
                continue;
            }
            used.add(prefix(xml, markup.from() + 1, "xmlns"));
            Attributes attributes = new Attributes(markup);
            while (attributes.next()) {
                if (!attributes.isDeclaration()) {
                    used.add(prefix(xml, attributes.name(), ""));
                    continue;
                }
                String name = attributes.named();
                if (first) {
                    atTop.put(name, attributes.written());
                }
                String before = name.equals("xmlns") ? null : declared.putIfAbsent(name, attributes.written());
                if (this == ALL_AT_THE_TOP && before != null && !before.equals(attributes.written())) {
                    return Optional.empty();
                }
            }
            first = false;
        }
        return Optional.of(new Prefixes(used, declared, atTop));
    }

    /** The name of the declaration that a name in a tag uses. */
    private static String prefix(byte[] xml, int at, String without) {
        for (int i = at; xml[i] != ' ' && xml[i] != '>' && xml[i] != '='; i++) {
            if (xml[i] == ':') {
                return "xmlns:" + new String(xml, at, i - at, StandardCharsets.UTF_8);
            }
        }
        return without;
    }
}
