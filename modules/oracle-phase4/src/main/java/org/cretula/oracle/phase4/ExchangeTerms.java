package org.cretula.oracle.phase4;

import static java.util.Objects.requireNonNull;

import com.helger.phase4.CAS4;
import com.helger.phase4.crypto.ECryptoAlgorithmCrypt;
import com.helger.phase4.crypto.ECryptoAlgorithmSign;
import com.helger.phase4.crypto.ECryptoAlgorithmSignDigest;
import com.helger.phase4.ebms3header.Ebms3CollaborationInfo;
import com.helger.phase4.ebms3header.Ebms3From;
import com.helger.phase4.ebms3header.Ebms3PartyId;
import com.helger.phase4.ebms3header.Ebms3PartyInfo;
import com.helger.phase4.ebms3header.Ebms3To;
import com.helger.phase4.ebms3header.Ebms3UserMessage;
import com.helger.phase4.model.EMEP;
import com.helger.phase4.model.EMEPBinding;
import com.helger.phase4.model.pmode.PMode;
import com.helger.phase4.model.pmode.PModeParty;
import com.helger.phase4.model.pmode.leg.EPModeSendReceiptReplyPattern;
import com.helger.phase4.model.pmode.leg.PModeLeg;
import com.helger.phase4.model.pmode.leg.PModeLegBusinessInformation;
import com.helger.phase4.model.pmode.leg.PModeLegErrorHandling;
import com.helger.phase4.model.pmode.leg.PModeLegProtocol;
import com.helger.phase4.model.pmode.leg.PModeLegSecurity;
import com.helger.phase4.wss.EWSSVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who sends what to whom, and how it is protected: the values that both sides must agree on beforehand. */
record ExchangeTerms(
        String initiator,
        String responder,
        String partyType,
        String initiatorRole,
        String responderRole,
        String service,
        String action,
        String agreement) {

    static final String PMODE_ID = "cretula-oracle";
    private static final String EBMS = "http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/";

    static ExchangeTerms of(PeerOptions options) {
        return new ExchangeTerms(
                options.or("initiator", "node-xa"),
                options.or("responder", "customs-xb"),
                options.or("party-type", "urn:oasis:names:tc:ebcore:partyid-type:unregistered"),
                options.or("initiator-role", EBMS + "initiator"),
                options.or("responder-role", EBMS + "responder"),
                options.or("service", "urn:cretula:services:co"),
                options.or("action", "submit"),
                options.or("agreement", "urn:cretula:agreements:xa-xb"));
    }

    /** phase4's form of these terms. */
    PMode pMode() {
        PModeLegErrorHandling errors = PModeLegErrorHandling.createUndefined();
        errors.setReportAsResponse(true);
        PModeLeg leg = new PModeLeg(
                PModeLegProtocol.createForDefaultSoapVersion(null),
                PModeLegBusinessInformation.create(service, action, null, CAS4.DEFAULT_MPC_ID),
                errors,
                null,
                security());
        return new PMode(
                PMODE_ID,
                new PModeParty(partyType, initiator, initiatorRole, null, null),
                new PModeParty(partyType, responder, responderRole, null, null),
                agreement,
                EMEP.ONE_WAY,
                EMEPBinding.PUSH,
                leg,
                null,
                null,
                null);
    }

    private static PModeLegSecurity security() {
        PModeLegSecurity security = new PModeLegSecurity();
        security.setWSSVersion(EWSSVersion.WSS_111);
        security.setX509SignatureAlgorithm(ECryptoAlgorithmSign.RSA_SHA_256);
        security.setX509SignatureHashFunction(ECryptoAlgorithmSignDigest.DIGEST_SHA_256);
        security.setX509EncryptionAlgorithm(ECryptoAlgorithmCrypt.AES_128_GCM);
        security.setX509EncryptionMinimumStrength(128);
        security.setSendReceipt(true);
        security.setSendReceiptReplyPattern(EPModeSendReceiptReplyPattern.RESPONSE);
        security.setSendReceiptNonRepudiation(true);
        return security;
    }

    /** What in these headers is not as agreed, one sentence each; phase4 itself compares less than this. */
    List<String> mismatches(Ebms3UserMessage message) {
        // phase4 has checked the header against its schema, which demands all that is required here.
        Ebms3PartyInfo parties = requireNonNull(message.getPartyInfo());
        Ebms3CollaborationInfo business = requireNonNull(message.getCollaborationInfo());
        Ebms3From from = requireNonNull(parties.getFrom());
        Ebms3PartyId fromId = requireNonNull(from.getPartyIdAtIndex(0));
        Ebms3To to = requireNonNull(parties.getTo());
        Ebms3PartyId toId = requireNonNull(to.getPartyIdAtIndex(0));
        List<String> found = new ArrayList<>();
        compare("From/PartyId", initiator, fromId.getValue(), found);
        compare("From/PartyId/@type", partyType, fromId.getType(), found);
        compare("From/Role", initiatorRole, from.getRole(), found);
        compare("To/PartyId", responder, toId.getValue(), found);
        compare("To/PartyId/@type", partyType, toId.getType(), found);
        compare("To/Role", responderRole, to.getRole(), found);
        compare("Service", service, business.getServiceValue(), found);
        compare("Service/@type", null, requireNonNull(business.getService()).getType(), found);
        compare("Action", action, business.getAction(), found);
        compare("AgreementRef", agreement, business.getAgreementRefValue(), found);
        return found;
    }

    private static void compare(String name, @Nullable String agreed, @Nullable String found, List<String> out) {
        if (!Objects.equals(agreed, found)) {
            out.add(name + " is " + found + ", agreed was " + agreed);
        }
    }
}
