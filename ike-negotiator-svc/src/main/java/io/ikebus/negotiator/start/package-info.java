/**
 * How the service starts, or why it does not.
 *
 * <p>In: {@link io.ikebus.negotiator.start.NegotiatorSettings}, that is {@code ikebus.*}, the files it names, and the
 * topics the broker has. Out: settings that can be relied on. Whatever is wrong ends the start with a sentence that
 * names the property and says what it takes.
 */
@NullMarked
package io.ikebus.negotiator.start;

import org.jspecify.annotations.NullMarked;
