/** A vault by itself, as a process that can be killed at any moment. */
@NullMarked
package io.ikebus.local.vault;

import org.jspecify.annotations.NullMarked;
