package io.ikebus.transport.bus;

/** How many partitions the two datagram topics have. */
public record Partitions(int inbound, int outbound) {}
