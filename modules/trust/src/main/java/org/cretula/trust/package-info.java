/** See the module description. */
@NullMarked
package org.cretula.trust;

import org.jspecify.annotations.NullMarked;
