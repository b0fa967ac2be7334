/**
 * The program behind {@code ./ikebus}: one machine's stack, its demonstration, its tests.
 *
 * <p>In: the command line. Out: lines on the terminal and an exit status: 0 if all that was asked for holds, 1 if not, 2
 * if the command line makes no sense. A command is a small class here; what it does lives in the packages below.
 */
@NullMarked
package io.ikebus.local;

import org.jspecify.annotations.NullMarked;
