/** See the module description. */
@NullMarked
package org.cretula.sealing;

import org.jspecify.annotations.NullMarked;
