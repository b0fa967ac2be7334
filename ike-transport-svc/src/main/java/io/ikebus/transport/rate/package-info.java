/**
 * Token buckets, and bounded tables of them.
 *
 * <p>In: the time and a key. Out: whether one more is within the rate. A table that is full forgets the key that was
 * used least recently, whose bucket is the likeliest to be full again anyway.
 */
@NullMarked
package io.ikebus.transport.rate;

import org.jspecify.annotations.NullMarked;
