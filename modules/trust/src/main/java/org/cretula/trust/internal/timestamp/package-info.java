/** How time-stamps are read and judged; not for use from outside. */
@NullMarked
package org.cretula.trust.internal.timestamp;

import org.jspecify.annotations.NullMarked;
