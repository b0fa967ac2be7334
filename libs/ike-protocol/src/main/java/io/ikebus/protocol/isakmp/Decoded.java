package io.ikebus.protocol.isakmp;

import java.util.function.Function;

/** What came of decoding: a value, or the reason why the bytes were refused. */
public sealed interface Decoded<T> {
    record Accepted<T>(T value) implements Decoded<T> {}

    /** {@code detail} says where and what, in words, and never shows content. */
    record Refused<T>(Refusal reason, String detail) implements Decoded<T> {}

    static <T> Decoded<T> of(T value) {
        return new Accepted<>(value);
    }

    static <T> Decoded<T> refused(Refusal reason, String detail) {
        return new Refused<>(reason, detail);
    }

    default <R> Decoded<R> map(Function<T, R> next) {
        return switch (this) {
            case Accepted<T>(T value) -> new Accepted<>(next.apply(value));
            case Refused<T>(Refusal reason, String detail) -> new Refused<>(reason, detail);
        };
    }

    default <R> Decoded<R> then(Function<T, Decoded<R>> next) {
        return switch (this) {
            case Accepted<T>(T value) -> next.apply(value);
            case Refused<T>(Refusal reason, String detail) -> new Refused<>(reason, detail);
        };
    }
}
