/**
 * Child processes and what is left of them.
 *
 * <p>In: a command, a working directory, a log file. Out: a running {@link io.ikebus.local.child.Child} that ends with
 * us, however we end, and a {@link io.ikebus.local.child.ProcessIdentity} by which another launcher finds it again.
 * Nothing here knows what the processes do. Linux only: it reads {@code /proc}.
 */
@NullMarked
package io.ikebus.local.child;

import org.jspecify.annotations.NullMarked;
