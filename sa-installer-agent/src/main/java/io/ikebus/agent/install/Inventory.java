package io.ikebus.agent.install;

import io.ikebus.agent.plan.HeldSa;
import io.ikebus.protocol.bus.PolicyDescription;
import java.util.List;

/** What the agent answers for at one moment. */
public record Inventory(List<HeldSa> sas, List<PolicyDescription> policies) {}
