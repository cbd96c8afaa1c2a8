/** Chains to an anchor: searched, judged by two engines and by our own checks. */
@NullMarked
package org.cretula.trust.internal.path;

import org.jspecify.annotations.NullMarked;
