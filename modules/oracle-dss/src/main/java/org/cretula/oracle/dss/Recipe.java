package org.cretula.oracle.dss;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One way to sign of the many that DSS has: a choice on each of a dozen axes.
 *
 * <p>All combinations would be millions; {@link #pairwise} gives a list in which any two choices that go together meet.
 *
 * @param choices one of each axis, by the axis' name
 */
record Recipe(Map<String, String> choices) {

    /** The axes, each with what DSS has of it; the plain choice first. */
    private static final Map<String, List<String>> AXES = Map.ofEntries(
            Map.entry(
                    "packaging",
                    List.of(
                            "enveloped",
                            "enveloping",
                            "enveloping_xml",
                            "enveloping_manifest",
                            "detached",
                            "detached_two",
                            "internally_detached",
                            "asice",
                            "asics")),
            Map.entry("level", List.of("b", "t", "lt", "lta", "c", "x", "xl", "a")),
            Map.entry("key", List.of("p256", "rsa2048", "rsa3072", "pss3072", "p384", "p521", "ed25519")),
            Map.entry("digest", List.of("sha256", "sha384", "sha512", "sha3_256", "sha3_512")),
            Map.entry(
                    "c14n",
                    List.of("exclusive", "inclusive", "inclusive11", "exclusive_c", "inclusive_c", "inclusive11_c")),
            Map.entry("transform", List.of("usual", "enveloped", "xpath")),
            Map.entry("signers", List.of("one", "two")),
            Map.entry("counter", List.of("none", "one", "nested")),
            Map.entry("policy", List.of("none", "implied", "hash", "store")),
            Map.entry("says", List.of("nothing", "roles", "commitments", "place", "all")),
            Map.entry("content_time", List.of("none", "all", "individual")),
            Map.entry("edition", List.of("en319132", "legacy")),
            Map.entry("revocation", List.of("lists", "answers")),
            Map.entry("kept_in", List.of("usual", "separated", "both", "mixed", "any")),
            Map.entry("extra", List.of("none", "key_info", "pretty", "subject", "placed", "prefixes")));

    private static final List<String> ORDER = AXES.keySet().stream().sorted().toList();

    /** The plain choice on each axis. */
    static final Recipe PLAIN = new Recipe(ORDER.stream().collect(Collectors.toMap(axis -> axis, axis -> plain(axis))));

    Recipe {
        choices = Map.copyOf(choices);
    }

    /** The choice on an axis. */
    String on(String axis) {
        String choice = choices.get(axis);
        if (choice == null) {
            throw new IllegalArgumentException("expected one of " + ORDER + ", found " + axis);
        }
        return choice;
    }

    /** Whether this is the choice. */
    boolean is(String axis, String choice) {
        if (!AXES.getOrDefault(axis, List.of()).contains(choice)) {
            throw new IllegalArgumentException("no " + choice + " of " + axis);
        }
        return on(axis).equals(choice);
    }

    /** Whether the result is a container. */
    boolean container() {
        return on("packaging").startsWith("asic");
    }

    /** Whether the data lie beside the result. */
    boolean detached() {
        return on("packaging").startsWith("detached") || manifest();
    }

    /** Whether a manifest of the data is what is signed. */
    boolean manifest() {
        return is("packaging", "enveloping_manifest");
    }

    /** In words, every axis that is not plain. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(on("packaging") + ' ' + on("level") + ' ' + on("key"));
        for (String axis : ORDER) {
            boolean named = axis.equals("packaging") || axis.equals("level") || axis.equals("key");
            if (!named && !on(axis).equals(plain(axis))) {
                text.append(' ').append(axis).append('=').append(on(axis));
            }
        }
        return text.toString();
    }

    private static String plain(String axis) {
        return AXES.getOrDefault(axis, List.of()).get(0);
    }

    /**
     * Recipes of which each two choices that go together are in one, in an order that covers much early.
     *
     * @param seed the same list for the same one
     * @param most of them
     */
    static List<Recipe> pairwise(long seed, int most) {
        Random random = new Random(seed);
        Set<String> covered = new HashSet<>();
        List<Recipe> recipes = new ArrayList<>();
        while (recipes.size() < most) {
            Recipe best = random(random);
            int gain = best.uncovered(covered);
            for (int i = 0; i < 60; i++) {
                Recipe other = random(random);
                int uncovered = other.uncovered(covered);
                if (uncovered > gain) {
                    best = other;
                    gain = uncovered;
                }
            }
            covered.addAll(best.pairs());
            recipes.add(best);
        }
        return Collections.unmodifiableList(recipes);
    }

    private int uncovered(Set<String> covered) {
        return (int) pairs().stream().filter(pair -> !covered.contains(pair)).count();
    }

    private List<String> pairs() {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < ORDER.size(); i++) {
            for (int j = 0; j < i; j++) {
                pairs.add(ORDER.get(i) + '=' + on(ORDER.get(i)) + ' ' + ORDER.get(j) + '=' + on(ORDER.get(j)));
            }
        }
        return pairs;
    }

    /** One that DSS could do; what does not go together, or what DSS spoils itself, is made plain. */
    private static Recipe random(Random random) {
        Map<String, String> choices = new HashMap<>();
        for (String axis : ORDER) {
            List<String> all = AXES.getOrDefault(axis, List.of());
            // Half plain on the lesser axes, or nothing is ever without something strange.
            boolean main = List.of("packaging", "level", "key", "digest").contains(axis);
            choices.put(axis, main || random.nextBoolean() ? all.get(random.nextInt(all.size())) : all.get(0));
        }
        String packaging = String.valueOf(choices.get("packaging"));
        boolean enveloped = packaging.equals("enveloped");
        if (packaging.startsWith("asic") && List.of("c", "x", "xl", "a").contains(choices.get("level"))) {
            choices.put("level", "lta");
        }
        if (!enveloped) {
            choices.put("transform", "usual");
        }
        if (!List.of("enveloped", "asice").contains(packaging) || !"usual".equals(choices.get("transform"))) {
            choices.put("signers", "one");
        }
        if ("ed25519".equals(choices.get("key"))) {
            choices.put("digest", "sha512");
        }
        if (String.valueOf(choices.get("key")).startsWith("rsa")
                && String.valueOf(choices.get("digest")).startsWith("sha3")) {
            choices.put("digest", "sha512");
        }
        if (!packaging.equals("detached") && "individual".equals(choices.get("content_time"))) {
            choices.put("content_time", "all");
        }
        String extra = String.valueOf(choices.get("extra"));
        boolean own = !"usual".equals(choices.get("transform")) || packaging.equals("enveloping_manifest");
        boolean spoils = (own && (extra.equals("pretty") || extra.equals("prefixes")))
                || (extra.equals("key_info") && "all".equals(choices.get("content_time")));
        if (spoils || (extra.equals("placed") && !enveloped)) {
            choices.put("extra", "none");
        }
        return new Recipe(choices);
    }

    /** A name for a file. */
    String name(int number) {
        return String.format(Locale.ROOT, "%03d-%s-%s-%s", number, on("packaging"), on("level"), on("key"))
                .replace('_', '-');
    }
}
