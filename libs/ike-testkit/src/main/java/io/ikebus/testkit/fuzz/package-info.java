/**
 * Fuzzing without an instrument: seeds from files, mutations from a random source with a seed, and whatever a target
 * accepts is mutated further.
 *
 * <p>In: a {@link io.ikebus.testkit.fuzz.FuzzTarget} and its corpus, {@code src/test/resources/fuzz/NAME/seeds} and
 * {@code .../regressions}, files of hex. Out: an assertion error with the input that broke something, which is also left
 * in {@code target/fuzz/NAME}; put into the regressions it is tried by every build.
 */
@NullMarked
package io.ikebus.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
