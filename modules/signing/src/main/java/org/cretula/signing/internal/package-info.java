/** How signatures are read, written and checked; not for use from outside. */
@NullMarked
package org.cretula.signing.internal;

import org.jspecify.annotations.NullMarked;
