/** The only door for untrusted XML: one parse, with limits, no DOCTYPE, no file or network access. */
@NullMarked
package org.cretula.xml;

import org.jspecify.annotations.NullMarked;
