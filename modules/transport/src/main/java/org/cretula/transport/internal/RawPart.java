package org.cretula.transport.internal;

/**
 * One attachment as bytes.
 *
 * @param cid Content-ID without angle brackets, as it stands in the MIME header
 * @param bytes content; shared inside this package, never changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied only at the border of the module
record RawPart(String cid, byte[] bytes) {}
