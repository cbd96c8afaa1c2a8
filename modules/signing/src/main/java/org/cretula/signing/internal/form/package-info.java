/** What form a signature has: what it says, what it is over, and what of the table of the baseline levels; nothing is verified. */
@NullMarked
package org.cretula.signing.internal.form;

import org.jspecify.annotations.NullMarked;
