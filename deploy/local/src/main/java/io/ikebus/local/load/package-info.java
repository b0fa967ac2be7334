/**
 * A load generator: many initiators in one process, each the project's own engine with a vault and a kernel that are
 * made up in memory, against any responder over real UDP. An order flows in ({@link io.ikebus.local.load.LoadOrder});
 * a {@link io.ikebus.local.load.LoadReport} flows out. Runs in a process of its own, so that its cost is told apart.
 */
@NullMarked
package io.ikebus.local.load;

import org.jspecify.annotations.NullMarked;
