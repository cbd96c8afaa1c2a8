package org.cretula.trust.openssl;

import static org.cretula.trust.openssl.Kind.Topic.CA;
import static org.cretula.trust.openssl.Kind.Topic.LEAF_OTHER;
import static org.cretula.trust.openssl.Kind.Topic.ROOT;
import static org.cretula.trust.openssl.Kind.faulty;
import static org.cretula.trust.openssl.Kind.open;
import static org.cretula.trust.openssl.Kind.sound;

import java.math.BigInteger;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.CertPolicyId;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyMappings;

/** Certificate policies, RFC 5280 4.2.1.4, 4.2.1.5, 4.2.1.11 and 4.2.1.14. */
final class PolicyKinds {

    private static final ASN1ObjectIdentifier ONE = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.10.1");
    private static final ASN1ObjectIdentifier TWO = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.10.2");
    private static final ASN1ObjectIdentifier ANY = new ASN1ObjectIdentifier("2.5.29.32.0");

    static final List<Kind> ALL = List.of(
            sound("policies-agree", pki -> policies(pki, ONE, ONE), CA, LEAF_OTHER),
            sound("policies-differ-and-none-is-required", pki -> policies(pki, ONE, TWO), CA, LEAF_OTHER),
            sound("policy-required-and-there", pki -> required(pki, ONE, ONE, 0), CA, LEAF_OTHER),
            sound("policy-required-and-any-above", pki -> required(pki, ANY, ONE, 0), CA, LEAF_OTHER),
            faulty("policy-required-and-another-there", pki -> required(pki, ONE, TWO, 0), CA, LEAF_OTHER),
            faulty("policy-required-and-none-there", PolicyKinds::noneThere, CA, LEAF_OTHER),
            sound("policy-required-further-down", pki -> require(pki.lowest(), 2, -1), CA, LEAF_OTHER),
            faulty("any-policy-inhibited", PolicyKinds::anyInhibited, CA, LEAF_OTHER),
            sound("policy-mapped", PolicyKinds::mapped, CA, LEAF_OTHER),
            faulty("policy-mapping-inhibited", PolicyKinds::mappingInhibited, CA, LEAF_OTHER),
            faulty("policy-mapped-to-any", PolicyKinds::mappedToAny, CA, LEAF_OTHER),
            open("policy-constraints-not-critical", PolicyKinds::notCritical, CA, LEAF_OTHER),
            faulty("policy-constraints-not-critical-and-violated", PolicyKinds::notCriticalViolated, CA, LEAF_OTHER),
            open(
                    "policy-named-twice",
                    pki -> pki.leaf.put(Extension.certificatePolicies, false, of(ONE, ONE)),
                    LEAF_OTHER),
            open("root-requires-a-policy", pki -> require(pki.root, 0, -1), ROOT),
            sound("root-has-policies", pki -> pki.root.put(Extension.certificatePolicies, true, of(ONE)), ROOT));

    private PolicyKinds() {}

    private static CertificatePolicies of(ASN1ObjectIdentifier... policies) {
        PolicyInformation[] information = new PolicyInformation[policies.length];
        for (int i = 0; i < policies.length; i++) {
            information[i] = new PolicyInformation(policies[i]);
        }
        return new CertificatePolicies(information);
    }

    /** Every CA has the first, the leaf the second. */
    private static void policies(Pki pki, ASN1ObjectIdentifier cas, ASN1ObjectIdentifier leaf) {
        pki.cas.forEach(ca -> ca.put(Extension.certificatePolicies, false, of(cas)));
        pki.leaf.put(Extension.certificatePolicies, false, of(leaf));
    }

    private static void require(CertificateDraft ca, int explicit, int mapping) {
        ca.put(
                Extension.policyConstraints,
                true,
                new PolicyConstraints(
                        explicit < 0 ? null : BigInteger.valueOf(explicit),
                        mapping < 0 ? null : BigInteger.valueOf(mapping)));
    }

    private static void required(Pki pki, ASN1ObjectIdentifier cas, ASN1ObjectIdentifier leaf, int skip) {
        policies(pki, cas, leaf);
        require(pki.cas.get(0), skip, -1);
    }

    private static void noneThere(Pki pki) {
        required(pki, ONE, ONE, 0);
        pki.leaf.extensions.remove(Extension.certificatePolicies);
    }

    private static void anyInhibited(Pki pki) {
        required(pki, ONE, ANY, 0);
        pki.cas.get(0).put(Extension.inhibitAnyPolicy, true, new ASN1Integer(0));
    }

    private static void mapped(Pki pki) {
        CertificateDraft upper = pki.upperOfTwo();
        required(pki, TWO, TWO, 0);
        upper.put(Extension.certificatePolicies, false, of(ONE));
        upper.put(Extension.policyMappings, true, mapping(ONE, TWO));
    }

    private static PolicyMappings mapping(ASN1ObjectIdentifier from, ASN1ObjectIdentifier to) {
        return new PolicyMappings(CertPolicyId.getInstance(from), CertPolicyId.getInstance(to));
    }

    private static void mappingInhibited(Pki pki) {
        CertificateDraft upper = pki.upperOfTwo();
        required(pki, ONE, TWO, 0);
        require(upper, 0, 0);
        pki.lowest().put(Extension.policyMappings, true, mapping(ONE, TWO));
    }

    private static void mappedToAny(Pki pki) {
        CertificateDraft upper = pki.upperOfTwo();
        required(pki, ONE, ONE, 0);
        upper.put(Extension.policyMappings, true, mapping(ONE, ANY));
    }

    private static void notCritical(Pki pki) {
        policies(pki, ONE, ONE);
        pki.cas.get(0).put(Extension.policyConstraints, false, new PolicyConstraints(BigInteger.ZERO, null));
    }

    private static void notCriticalViolated(Pki pki) {
        notCritical(pki);
        pki.leaf.put(Extension.certificatePolicies, false, of(TWO));
    }
}
