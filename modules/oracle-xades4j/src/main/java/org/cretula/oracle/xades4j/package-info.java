/** Tests only: xades4j as a signer whose signatures we must be able to keep. */
@NullMarked
package org.cretula.oracle.xades4j;

import org.jspecify.annotations.NullMarked;
