/**
 * Tests only: other people's verifiers, asked what they think of a signed XML file.
 *
 * <p>A judge shares no code with what it judges. DSS needs other versions of Santuario and JAXB than Cretula, so it
 * runs in a process of its own: {@code java -cp "modules/oracle-dss/target/classes:modules/oracle-dss/target/lib/*"
 * org.cretula.oracle.dss.DssJudge …}. Both folders are there once Maven has passed the phase {@code test-compile} of
 * this module.
 */
@NullMarked
package org.cretula.oracle.dss;

import org.jspecify.annotations.NullMarked;
