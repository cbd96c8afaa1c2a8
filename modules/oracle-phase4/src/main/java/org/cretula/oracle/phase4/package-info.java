/**
 * Tests only: phase4, another AS4 product, as the other side of an exchange, in a process of its own.
 *
 * <p>{@link org.cretula.oracle.phase4.Phase4Server} receives, {@link org.cretula.oracle.phase4.Phase4Client} sends: {@code
 * java -cp "modules/oracle-phase4/target/classes:modules/oracle-phase4/target/lib/*"
 * org.cretula.oracle.phase4.Phase4Server …}. Both folders are there once Maven has passed the phase {@code
 * test-compile} of this module. The exchange is One-Way/Push after the eDelivery AS4 1.15 common profile: gzip, RSA
 * signature with SHA-256, AES-128-GCM, RSA-OAEP with SHA-256, binary security token, signed receipt with
 * non-repudiation information in the HTTP response.
 *
 * <p>phase4 and Cretula both stand on WSS4J and Santuario: what these two get wrong, no side notices.
 *
 * <h2>Arguments of both programs</h2>
 *
 * <pre>{@code
 * --keystore FILE          PKCS#12 with our private key                      required
 * --password TEXT          of the store and of the key                       required
 * --alias NAME             of the key                                        as4
 * --partner FILE           the other side's certificate (DER or PEM)         required
 * --initiator ID           who sends                                         node-xa
 * --responder ID           who receives                                      customs-xb
 * --party-type URN         of both ids      urn:oasis:names:tc:ebcore:partyid-type:unregistered
 * --initiator-role URI     http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/initiator
 * --responder-role URI     http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/responder
 * --service URI            without a type                                    urn:cretula:services:co
 * --action NAME                                                              submit
 * --agreement URI          without a type                                    urn:cretula:agreements:xa-xb
 * }</pre>
 *
 * <p>A module whose tests run it depends on this one in scope test with all of its dependencies excluded ({@code *:*}):
 * that orders the build and keeps the class paths apart.
 */
@NullMarked
package org.cretula.oracle.phase4;

import org.jspecify.annotations.NullMarked;
