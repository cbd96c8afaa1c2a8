/** How messages are made and spoilt, observed and kept as evidence; not for use from outside. */
@NullMarked
package org.cretula.conformance.internal;

import org.jspecify.annotations.NullMarked;
