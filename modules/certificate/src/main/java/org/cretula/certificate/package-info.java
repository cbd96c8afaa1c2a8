/** What a certificate of origin says, as immutable values; its reader, its writer and its content rules. */
@NullMarked
package org.cretula.certificate;

import org.jspecify.annotations.NullMarked;
