package org.cretula.transport;

/**
 * One thing that a signature covers, by name and digest: a {@code ds:Reference}.
 *
 * @param uri {@code #id} of an element of the envelope, or {@code cid:} and the percent-decoded Content-ID of an
 *     attachment
 * @param digestMethod URI of the digest algorithm
 * @param digestValue base64 without white space
 */
public record SignedReference(String uri, String digestMethod, String digestValue) {}
