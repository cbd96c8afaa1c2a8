/** Certificates of origin, sealed and judged; a certificate is read only from bytes that a signature covers. */
@NullMarked
package org.cretula.sealing;

import org.jspecify.annotations.NullMarked;
