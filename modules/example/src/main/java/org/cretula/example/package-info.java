/** See the module description. */
@NullMarked
package org.cretula.example;

import org.jspecify.annotations.NullMarked;
