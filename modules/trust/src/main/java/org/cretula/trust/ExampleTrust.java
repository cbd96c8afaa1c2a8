package org.cretula.trust;

/** Whether roots of the example PKI count as anchors; their private keys are public, so anyone can sign under them. */
public enum ExampleTrust {
    /** Example roots are kept out of the anchors, and remembered so that a refusal can name them. */
    REFUSED,
    /** Example roots count as anchors, and every examination says so. */
    ALLOWED
}
