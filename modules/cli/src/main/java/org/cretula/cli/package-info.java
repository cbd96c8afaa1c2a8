/** See the module description. */
@NullMarked
package org.cretula.cli;

import org.jspecify.annotations.NullMarked;
