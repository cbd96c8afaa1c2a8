/** Bytes to structures and back, words for people. */
@NullMarked
package org.cretula.trust.internal.encoding;

import org.jspecify.annotations.NullMarked;
