package org.cretula.certificate;

import org.cretula.verdict.Outcome;

/**
 * What one content rule found. It never changes the verdict on a seal: an intact seal on a certificate that breaks a
 * rule is evidence of who certified what.
 *
 * @param rule stable id of the rule, lower case with hyphens, such as {@code validity-order}
 * @param outcome passed, failed, or unknown where the certificate does not say what the rule asks about
 * @param source where the rule comes from
 * @param explanation one plain sentence, the same for the same certificate
 */
public record ContentFinding(String rule, Outcome outcome, String source, String explanation) {

    public ContentFinding {
        if (!rule.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("a rule's id is lower case with hyphens, got '" + rule + "'");
        }
        if (explanation.isBlank()) {
            throw new IllegalArgumentException("finding of rule '" + rule + "' explains nothing");
        }
    }
}
