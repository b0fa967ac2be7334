/**
 * The measurements behind {@code ./ikebus bench}: a stack of its own (or a strongSwan daemon) as responder, the load
 * generator as initiators, and the CPU time of every process between two moments. Figures flow out as text; nothing is
 * judged, and no test depends on them.
 */
@NullMarked
package io.ikebus.local.bench;

import org.jspecify.annotations.NullMarked;
