/** Looks for the accident that broke a digest; never a judge of anything. */
@NullMarked
package org.cretula.signing.internal.doctor;

import org.jspecify.annotations.NullMarked;
