package io.ikebus.testkit.net;

/**
 * One end of a wire.
 *
 * @param namespace label of the namespace
 * @param device name of the interface there, at most 15 characters
 * @param address IPv4 or IPv6 address with its prefix length, such as {@code 192.0.2.1/24}
 */
public record WireEnd(String namespace, String device, String address) {}
