/** Test vectors: those of this module's resources, and recordings that a checkout may have beside the repository. */
@NullMarked
package io.ikebus.negotiator.vectors;

import org.jspecify.annotations.NullMarked;
