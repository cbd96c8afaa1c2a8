/** How a signature comes to be; not for use from outside. */
@NullMarked
package org.cretula.signing.internal.creation;

import org.jspecify.annotations.NullMarked;
