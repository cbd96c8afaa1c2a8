/** What an issuer's addresses offer, asked for and read strictly. */
@NullMarked
package org.cretula.trust.internal.collection;

import org.jspecify.annotations.NullMarked;
