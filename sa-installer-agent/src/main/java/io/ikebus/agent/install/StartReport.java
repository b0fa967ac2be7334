package io.ikebus.agent.install;

import io.ikebus.protocol.bus.SaOutcome;
import java.util.List;

/**
 * What the agent found at start.
 *
 * @param held SAs that are ours and there
 * @param removed SAs and policies that were ours and not desired
 * @param outcomes what negotiators must hear: lost SAs
 */
public record StartReport(int held, int removed, int foreignSas, int foreignPolicies, List<SaOutcome> outcomes) {}
