package org.cretula.trust;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.List;
import java.util.Optional;

/** An open store of keys, whatever it is kept in. */
interface KeyShelf {

    /** The names of entries with a private key. */
    List<String> keys() throws GeneralSecurityException;

    /** The entry's own way of writing this name; empty if there is none. */
    Optional<String> named(String alias) throws GeneralSecurityException;

    /** The private key of an entry. */
    PrivateKey key(String name) throws GeneralSecurityException, IOException;

    /** The certificates of an entry in DER, the holder's first. */
    List<byte[]> chain(String name) throws GeneralSecurityException;
}
