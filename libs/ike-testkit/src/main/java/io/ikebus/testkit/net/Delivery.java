package io.ikebus.testkit.net;

import java.time.Instant;

/**
 * A message that arrives.
 *
 * @param at when
 * @param number of the message it comes from, counted from 1 as sent; a duplicate has the same
 * @param to who receives it
 */
public record Delivery<M>(Instant at, int number, Party to, M message) {}
