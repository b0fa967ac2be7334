package io.ikebus.vault.rotation;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param to the id of the master key that the caller believes to be the first; left out, any */
record RotateRequest(@Size(max = 64) @Nullable String to) {}
