/** How messages are read, secured and answered; not for users. */
@NullMarked
package org.cretula.transport.internal;

import org.jspecify.annotations.NullMarked;
