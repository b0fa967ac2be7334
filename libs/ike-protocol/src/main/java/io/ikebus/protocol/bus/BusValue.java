package io.ikebus.protocol.bus;

/** A value read off the bus, or the reason why it is none. Garbage is reported, counted and stepped over. */
public sealed interface BusValue<T> {
    record Read<T>(T value) implements BusValue<T> {}

    /** {@code reason} never shows content. */
    record Garbage<T>(String reason) implements BusValue<T> {}
}
