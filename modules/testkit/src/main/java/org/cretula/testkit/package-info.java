/** Tests only: throw-away certification authorities, revocation lists and key stores. */
@NullMarked
package org.cretula.testkit;

import org.jspecify.annotations.NullMarked;
