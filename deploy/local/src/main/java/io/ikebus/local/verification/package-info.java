/**
 * {@code ./ikebus test}: everything that tells whether this checkout works on this machine.
 *
 * <p>In: the repository. Out: the build's own output, then a summary: what ran, what failed, what was skipped and why.
 * Which tests there are is the build's business; here are only the steps and their reports.
 */
@NullMarked
package io.ikebus.local.verification;

import org.jspecify.annotations.NullMarked;
