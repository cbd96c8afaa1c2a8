/** See the module description. */
@NullMarked
package org.cretula.conformance;

import org.jspecify.annotations.NullMarked;
