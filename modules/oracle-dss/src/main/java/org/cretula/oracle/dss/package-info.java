/**
 * Tests only: other people's verifiers, asked what they think of a signed XML file.
 *
 * <p>A judge shares no code with what it judges. DSS needs other versions of Santuario and JAXB than Cretula, so it
 * runs in a process of its own: {@code java -cp "modules/oracle-dss/target/classes:modules/oracle-dss/target/lib/*"
 * org.cretula.oracle.dss.DssJudge …}. Both folders are there once Maven has passed the phase {@code test-compile} of
 * this module.
 *
 * <p>A module whose tests run it depends on this one in scope test with all of its dependencies excluded ({@code *:*}):
 * that orders the build and keeps the class paths apart.
 */
@NullMarked
package org.cretula.oracle.dss;

import org.jspecify.annotations.NullMarked;
