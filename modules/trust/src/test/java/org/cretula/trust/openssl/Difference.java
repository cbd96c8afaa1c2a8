package org.cretula.trust.openssl;

import java.util.List;
import java.util.Set;

/**
 * A class of cases that OpenSSL and we judge differently, recognised by what was done to a case.
 *
 * @param name as in docs/divergences.md
 * @param weAccept whether we accept what OpenSSL refuses; else it is the other way round
 * @param reason why we do not follow
 * @param kinds each of which alone makes the difference
 */
record Difference(String name, boolean weAccept, String reason, Set<String> kinds) {

    static final List<Difference> ALL = List.of(
            // we accept, OpenSSL refuses
            new Difference(
                    "the-end-is-included",
                    true,
                    "RFC 5280 4.1.2.5: the validity runs through notAfter, inclusive, and nextUpdate is the date by which the next"
                            + " list comes; OpenSSL counts that very second as past",
                    Set.of("leaf-in-its-last-second", "ca-in-its-last-second", "list-in-its-last-second")),
            new Difference(
                    "a-ca-must-but-a-verifier-need-not",
                    true,
                    "-x509_strict holds the certificates to what RFC 5280 4.2 asks of whoever issues them; the validation of 6.1"
                            + " asks none of it, and nothing that we rely on is missing",
                    Set.of(
                            "leaf-without-authority-key",
                            "leaf-with-key-cert-sign",
                            "ca-basic-constraints-not-critical",
                            "ca-without-key-usage",
                            "ca-without-subject-key",
                            "ca-without-authority-key",
                            "ca-has-a-namesake-and-no-identifiers",
                            "policy-named-twice",
                            "list-number-critical",
                            "root-without-subject-key",
                            "root-without-key-usage")),
            new Difference(
                    "key-identifiers-are-hints",
                    true,
                    "RFC 5280 4.2.1.1: the identifier helps to find the issuer; the signature proves it, and 6.1 does not compare"
                            + " identifiers",
                    Set.of(
                            "leaf-names-another-key-of-its-issuer",
                            "leaf-names-another-serial-of-its-issuer",
                            "ca-names-another-key-of-its-issuer")),
            new Difference(
                    "uses-that-include-sealing",
                    true,
                    "any use (RFC 5280 4.2.1.12) and documents (RFC 9336) include a seal; OpenSSL's nearest purpose is mail",
                    Set.of("leaf-for-any-use", "leaf-for-documents")),
            new Difference(
                    "uses-of-a-ca-bind-nobody-below",
                    true,
                    "RFC 5280 4.2.1.12 is about the certified key itself; that a CA's uses bind what it issues is a custom of"
                            + " browsers",
                    Set.of("ca-for-servers-only", "root-for-servers-only")),
            new Difference(
                    "every-path-is-tried",
                    true,
                    "OpenSSL follows the first issuer that fits by name and identifier and does not come back; we try all",
                    Set.of(
                            "ca-has-a-namesake-and-no-identifiers",
                            "ca-cross-signed-by-a-stranger",
                            "cas-that-certify-each-other")),
            new Difference(
                    "an-anchor-is-not-asked-for-its-revocation",
                    true,
                    "RFC 5280 6.1 begins below the anchor: who no longer trusts it takes it out of the trust folder",
                    Set.of("anchor-is-not-self-signed", "root-revoked-by-itself")),
            new Difference(
                    "a-later-list-speaks-for-an-earlier-instant",
                    true,
                    "a list issued after the instant, and before the certificate expired, knows all that was revoked by then;"
                            + " OpenSSL wants the list of that day, which nobody keeps for years",
                    Set.of("list-issued-later", "leaf-revoked-later")),
            // OpenSSL accepts, we refuse
            new Difference(
                    "our-algorithms",
                    false,
                    "only what ETSI TS 119 312 names, in lists too, whose signatures OpenSSL does not weigh",
                    Set.of("leaf-key-koblitz", "ca-key-on-the-koblitz-curve", "list-signed-with-sha1")),
            new Difference(
                    "constraints-of-anchors-that-we-do-not-enforce",
                    false,
                    "a critical extension of an anchor that we do not enforce counts against it; OpenSSL leaves it out",
                    Set.of("root-requires-a-policy")),
            new Difference(
                    "at-most-ten-certificates",
                    false,
                    "the search ends at ten certificates, so that no farm of them can keep us busy",
                    Set.of("twelve-cas")),
            new Difference(
                    "a-revocation-is-not-taken-back",
                    false,
                    "a revocation in an older list stands though a newer one is silent: only a hold can be lifted, and whoever"
                            + " suppresses an entry gains most",
                    Set.of("leaf-revoked-in-an-older-list-only", "leaf-removed-and-then-revoked")),
            new Difference(
                    "a-dot-at-the-end-hides-nothing",
                    false,
                    "a DNS name with a dot at its end is the same host; OpenSSL and the JDK do not find it in an excluded subtree",
                    Set.of("dns-excluded-with-a-dot-at-the-end", "root-dns-excluded-with-a-dot-at-the-end")),
            new Difference(
                    "a-uri-without-a-host-name-is-refused",
                    false,
                    "RFC 5280 4.2.1.10: where URIs are constrained, one whose host is missing or an address is refused",
                    Set.of("root-uri-at-an-address-and-not-excluded", "uri-at-an-address-and-not-excluded")),
            new Difference(
                    "a-list-says-until-when",
                    false,
                    "RFC 5280 5.1.2.5 asks for nextUpdate; OpenSSL takes a list without it as good for ever",
                    Set.of("list-without-an-end")));

    boolean covers(List<Kind> made) {
        return made.stream().anyMatch(this::covers);
    }

    boolean covers(Kind made) {
        return kinds.contains(made.name());
    }
}
