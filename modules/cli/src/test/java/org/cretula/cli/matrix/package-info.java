/**
 * Every level in every packaging by every algorithm, judged by software that is not ours.
 *
 * <p>{@link org.cretula.cli.matrix.Workshop} makes the signatures, {@link org.cretula.cli.matrix.Judges} are asked,
 * {@link org.cretula.cli.matrix.Table} shows what they said. The usual build takes a sample; the whole runs with the long
 * tests and is held against the table in {@code docs/signing.md}.
 */
@NullMarked
package org.cretula.cli.matrix;

import org.jspecify.annotations.NullMarked;
