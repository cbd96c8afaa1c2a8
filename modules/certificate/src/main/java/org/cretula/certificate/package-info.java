/** See the module description. */
@NullMarked
package org.cretula.certificate;

import org.jspecify.annotations.NullMarked;
