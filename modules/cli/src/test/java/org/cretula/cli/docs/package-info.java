/** The documentation shows what is compiled, run and found here. */
@NullMarked
package org.cretula.cli.docs;

import org.jspecify.annotations.NullMarked;
