/** Tokens behind PKCS#11. */
@NullMarked
package org.cretula.trust.internal.token;

import org.jspecify.annotations.NullMarked;
