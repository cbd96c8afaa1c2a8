/** What lists and answers say of a certificate. */
@NullMarked
package org.cretula.trust.internal.revocation;

import org.jspecify.annotations.NullMarked;
