package org.cretula.cli.matrix;

import java.util.ArrayList;
import java.util.List;
import org.cretula.signing.SignatureAlgorithm;
import org.cretula.signing.SignatureLevel;

/** One signature of the matrix. */
record Combination(Packaging packaging, Method method, SignatureLevel level, Kind kind) {

    private static final Method USUAL = new Method("EC:secp256r1", SignatureAlgorithm.ECDSA_SHA256);

    /** What is special about it. */
    enum Kind {
        PLAIN,
        /** The signer says everything that a signer can say. */
        TALKATIVE,
        /** What was signed was changed afterwards. */
        CHANGED
    }

    /** Every level in every packaging by every algorithm, and the special ones. */
    static List<Combination> whole() {
        List<Combination> all = new ArrayList<>();
        for (Packaging packaging : Packaging.values()) {
            for (Method method : Method.all()) {
                all.addAll(levels(packaging, method, Kind.PLAIN));
            }
            all.addAll(levels(packaging, USUAL, Kind.TALKATIVE));
            all.addAll(levels(packaging, USUAL, Kind.CHANGED));
        }
        return all;
    }

    /** Every level in every packaging once, by algorithms in turn, so that each has its turn too; and the special ones. */
    static List<Combination> sample() {
        List<Combination> sample = new ArrayList<>();
        List<Method> methods = Method.all();
        int turn = 0;
        for (Packaging packaging : Packaging.values()) {
            for (SignatureLevel level : SignatureLevel.values()) {
                sample.add(new Combination(packaging, methods.get(turn++ % methods.size()), level, Kind.PLAIN));
            }
            sample.add(new Combination(packaging, USUAL, SignatureLevel.B_LTA, Kind.TALKATIVE));
            sample.add(new Combination(packaging, USUAL, SignatureLevel.B_B, Kind.CHANGED));
        }
        return sample;
    }

    private static List<Combination> levels(Packaging packaging, Method method, Kind kind) {
        List<Combination> levels = new ArrayList<>();
        for (SignatureLevel level : SignatureLevel.values()) {
            levels.add(new Combination(packaging, method, level, kind));
        }
        return levels;
    }

    @Override
    public String toString() {
        return packaging + " " + level + " " + method + (kind == Kind.PLAIN ? "" : " " + kind);
    }
}
