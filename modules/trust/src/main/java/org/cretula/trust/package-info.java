/** Who may sign and why we believe them: anchors, paths, revocation, keys. Nothing here opens a connection. */
@NullMarked
package org.cretula.trust;

import org.jspecify.annotations.NullMarked;
