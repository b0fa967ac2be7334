/**
 * Programs that are run to their end.
 *
 * <p>In: a command, what it reads, how long it may take. Out: its exit status and what it wrote. Nothing that runs
 * too long is left behind. Commands are never given to a shell.
 */
@NullMarked
package io.ikebus.testkit.process;

import org.jspecify.annotations.NullMarked;
