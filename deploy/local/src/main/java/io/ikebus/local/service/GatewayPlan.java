package io.ikebus.local.service;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;

/** One gateway: its name, and where its transport listens for IKE. */
public record GatewayPlan(GatewayId id, IpAddress address, int ikePort, int nattPort) {}
