/** The command's own way to the network, with the limits that other people's addresses call for. */
@NullMarked
package org.cretula.cli.network;

import org.jspecify.annotations.NullMarked;
