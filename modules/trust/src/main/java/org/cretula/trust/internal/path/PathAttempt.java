package org.cretula.trust.internal.path;

import java.util.ArrayList;
import java.util.List;

/**
 * What the two engines said of one candidate.
 *
 * @param path the candidate
 * @param jdk the JDK's answer
 * @param bouncyCastle Bouncy Castle's answer
 */
public record PathAttempt(CandidatePath path, EngineAnswer jdk, EngineAnswer bouncyCastle) {

    /** Both accept it, and for the same policies. */
    public boolean accepted() {
        return jdk.accepts() && bouncyCastle.accepts() && jdk.policies().equals(bouncyCastle.policies());
    }

    public boolean disputed() {
        return !accepted() && (jdk.accepts() || bouncyCastle.accepts());
    }

    /** What was said against the path, one sentence each. */
    public List<String> refusals() {
        List<String> refusals = new ArrayList<>();
        jdk.refusal().ifPresent(why -> refusals.add("the JDK: " + why));
        bouncyCastle.refusal().ifPresent(why -> refusals.add("Bouncy Castle: " + why));
        if (refusals.isEmpty() && !accepted()) {
            refusals.add("the JDK finds the policies " + words(jdk) + ", Bouncy Castle " + words(bouncyCastle));
        }
        return refusals;
    }

    private static String words(EngineAnswer answer) {
        List<String> some = answer.policies().stream().sorted().limit(10).toList();
        return some.isEmpty() ? "none" : String.join(" ", some);
    }
}
