/** A node: an AS4 endpoint with a durable store behind it. */
@NullMarked
package org.cretula.gateway;

import org.jspecify.annotations.NullMarked;
