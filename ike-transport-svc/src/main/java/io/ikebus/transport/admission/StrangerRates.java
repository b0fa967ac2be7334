package io.ikebus.transport.admission;

/**
 * Datagrams per second from whoever is not established.
 *
 * @param tableSize how many addresses, and how many prefixes, are told apart
 */
public record StrangerRates(int perAddress, int perPrefix, int all, int tableSize) {}
