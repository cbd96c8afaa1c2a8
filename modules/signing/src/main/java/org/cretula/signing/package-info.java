/** XAdES baseline signatures (EN 319 132-1 V1.3.1) on XML: put on, and judged. */
@NullMarked
package org.cretula.signing;

import org.jspecify.annotations.NullMarked;
