/**
 * AS4 (ISO 15000-2): moves opaque payloads from one party to another and proves that they arrived.
 *
 * <p>One-Way/Push with SOAP 1.2 and attachments: gzip, signature, encryption, signed receipt. Sending starts at {@link
 * org.cretula.transport.As4Sender}, receiving at {@link org.cretula.transport.As4Receiver}.
 */
@NullMarked
package org.cretula.transport;

import org.jspecify.annotations.NullMarked;
