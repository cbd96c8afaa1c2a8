/** Containers of data with their signatures: ASiC-S and ASiC-E with XAdES, EN 319 162-1 V1.1.1. */
@NullMarked
package org.cretula.signing.asic;

import org.jspecify.annotations.NullMarked;
