/** How the seal finds its place; not for use from outside. */
@NullMarked
package org.cretula.sealing.internal;

import org.jspecify.annotations.NullMarked;
