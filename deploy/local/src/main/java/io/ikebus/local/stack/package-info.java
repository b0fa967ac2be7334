/**
 * The whole of ikebus on one machine.
 *
 * <p>In: options (directory, ports, addresses) and the built services. Out: a running {@link
 * io.ikebus.local.stack.Stack}, a broker and PostgreSQL in this process and the services as children, and a {@link
 * io.ikebus.local.stack.StackState} in a file, by which other commands find it. Secrets go into files that only their
 * owner can read, never into arguments or the environment.
 */
@NullMarked
package io.ikebus.local.stack;

import org.jspecify.annotations.NullMarked;
