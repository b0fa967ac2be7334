package io.ikebus.agent.start;

import io.ikebus.agent.kernel.Kernel;
import java.util.Optional;

/**
 * The kernel that is programmed, and why this one.
 *
 * @param reason a sentence
 * @param warning present if nothing is encrypted
 */
public record ChosenKernel(Kernel kernel, String reason, Optional<String> warning) {}
