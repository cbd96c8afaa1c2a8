/** The table of the baseline levels, and what a signature has of it: form only, nothing is verified. */
@NullMarked
package org.cretula.signing.internal.levels;

import org.jspecify.annotations.NullMarked;
