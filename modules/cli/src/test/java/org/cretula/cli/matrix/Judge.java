package org.cretula.cli.matrix;

/** Software that is not ours. */
enum Judge {
    DSS("D"),
    JDK("J"),
    XMLSEC1("X");

    private final String letter;

    Judge(String letter) {
        this.letter = letter;
    }

    String letter() {
        return letter;
    }

    /** Whether it knows the algorithm and the kind of key; where it does, it must say yes. */
    boolean knows(Method method) {
        String algorithm = method.algorithm().name();
        boolean sha3 = algorithm.contains("SHA3_");
        boolean brainpool = method.key().contains("brainpool");
        return switch (this) {
            case DSS -> !method.isExperiment();
            case JDK -> !method.isExperiment() && !brainpool && !(algorithm.startsWith("ECDSA") && sha3);
            case XMLSEC1 -> !method.isExperiment() && !sha3 && !method.isEdwards() && !algorithm.startsWith("PSS");
        };
    }
}
