/** The example PKI and an in-process time-stamping authority; shipped, never trusted unless named. */
@NullMarked
package org.cretula.example;

import org.jspecify.annotations.NullMarked;
