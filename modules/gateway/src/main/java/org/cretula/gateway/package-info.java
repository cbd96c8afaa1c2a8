/** See the module description. */
@NullMarked
package org.cretula.gateway;

import org.jspecify.annotations.NullMarked;
