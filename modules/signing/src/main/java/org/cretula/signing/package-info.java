/** See the module description. */
@NullMarked
package org.cretula.signing;

import org.jspecify.annotations.NullMarked;
