/** Not exported: how the values check themselves, and how they are read from and written to UBL. */
@NullMarked
package org.cretula.certificate.internal;

import org.jspecify.annotations.NullMarked;
