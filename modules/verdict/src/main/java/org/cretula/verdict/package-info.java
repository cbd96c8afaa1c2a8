/** Verdicts: valid, invalid or cannot tell, each with every finding that led to it. */
@NullMarked
package org.cretula.verdict;

import org.jspecify.annotations.NullMarked;
