/** See the module description. */
@NullMarked
package org.cretula.transport;

import org.jspecify.annotations.NullMarked;
