package io.ikebus.transport.bus;

/** What the last question to the cluster gave. */
public sealed interface BusState {

    record Ready(Partitions partitions) implements BusState {}

    record Away(String reason) implements BusState {}
}
