/** What other products write of XAdES, judged by us and by them. */
@NullMarked
package org.cretula.cli.foreign;

import org.jspecify.annotations.NullMarked;
