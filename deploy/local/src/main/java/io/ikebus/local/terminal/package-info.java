/**
 * What a person at a terminal sees: headlines, a line per finished step with the time it took, notes.
 *
 * <p>In: texts and durations. Out: plain lines, without colours or cursor movement, so that a log of them reads the
 * same.
 */
@NullMarked
package io.ikebus.local.terminal;

import org.jspecify.annotations.NullMarked;
