/** Which algorithms there are, how strong their keys are, and what a catalogue of them says. */
@NullMarked
package org.cretula.trust.internal.algorithm;

import org.jspecify.annotations.NullMarked;
