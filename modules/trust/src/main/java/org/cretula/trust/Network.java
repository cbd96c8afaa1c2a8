package org.cretula.trust;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The way to the network, which only a program can open: this library holds no client and reaches for none by itself.
 *
 * <p>Addresses come from certificates, so from strangers. Whoever implements this decides which of them may be reached
 * at all, and holds to the limits of each request; {@link EvidenceCollector} believes nothing that comes back.
 */
public interface Network {

    /**
     * Fetches once.
     *
     * @param request what to fetch; its address is http or https and names a host
     * @return the whole body of a successful answer
     * @throws IOException when there is none within the limits; the message says what was expected and what was found
     */
    Reply fetch(Request request) throws IOException;

    /**
     * One thing to fetch.
     *
     * @param address where
     * @param question sent by POST; a GET when empty
     * @param mostBytes the longest body to take
     * @param within the time for all of it, redirects included
     */
    record Request(URI address, Optional<Body> question, int mostBytes, Duration within) {}

    /** Bytes and what they are. */
    final class Body {
        private final String mediaType;
        private final byte[] bytes;

        /**
         * A body to send.
         *
         * @param mediaType such as {@code application/ocsp-request}
         */
        public Body(String mediaType, byte[] bytes) {
            this.mediaType = mediaType;
            this.bytes = bytes.clone();
        }

        /** What the bytes are. */
        public String mediaType() {
            return mediaType;
        }

        /** The bytes. */
        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /** What came back. */
    final class Reply {
        private final URI from;
        private final byte[] bytes;

        /**
         * An answer.
         *
         * @param from the address that answered, which is another one than asked after a redirect
         */
        public Reply(URI from, byte[] bytes) {
            this.from = from;
            this.bytes = bytes.clone();
        }

        /** The address that answered. */
        public URI from() {
            return from;
        }

        /** The body. */
        public byte[] bytes() {
            return bytes.clone();
        }
    }
}
