package org.cretula.transport.internal;

/**
 * What goes back over HTTP.
 *
 * @param status HTTP status
 * @param body a SOAP envelope
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(int status, byte[] body) {
    static final String CONTENT_TYPE = "application/soap+xml; charset=UTF-8";
}
