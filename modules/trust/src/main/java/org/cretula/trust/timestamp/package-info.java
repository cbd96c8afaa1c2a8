/** Time-stamps by RFC 3161: asked for, read strictly, and judged. */
@NullMarked
package org.cretula.trust.timestamp;

import org.jspecify.annotations.NullMarked;
