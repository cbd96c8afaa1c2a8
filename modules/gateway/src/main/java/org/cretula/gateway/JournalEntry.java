package org.cretula.gateway;

import org.cretula.transport.ReceivedMessage;

/**
 * All that is kept of a received message.
 *
 * @param message what programs see of it
 * @param service its service
 * @param action its action
 * @param contentDigest by which a copy is told from a conflict
 * @param messaging the signed header
 */
record JournalEntry(
        StoredMessage message, String service, String action, String contentDigest, ReceivedMessage.Bytes messaging) {}
