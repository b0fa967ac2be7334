/**
 * Commands under another kernel.
 *
 * <p>In: a command, and the folders in which its writes shall reach the host. Out: its exit status and output. The
 * guest sees the host's files where they are; see {@code src/main/bed/kernel-vm}.
 */
@NullMarked
package io.ikebus.testkit.vm;

import org.jspecify.annotations.NullMarked;
