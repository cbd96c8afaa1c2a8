/** What is asked of a XAdES signature of whatever product, in whatever document. */
@NullMarked
package org.cretula.signing.internal.general;

import org.jspecify.annotations.NullMarked;
