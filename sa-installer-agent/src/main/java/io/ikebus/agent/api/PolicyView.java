package io.ikebus.agent.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.ikebus.protocol.bus.PolicyDescription;

/** @param installed whether the kernel has exactly this policy */
public record PolicyView(@JsonUnwrapped PolicyDescription policy, boolean installed) {}
