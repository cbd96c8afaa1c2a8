/** Programs that measure us side by side with what else there is; never shipped. */
@NullMarked
package org.cretula.benchmarks;

import org.jspecify.annotations.NullMarked;
