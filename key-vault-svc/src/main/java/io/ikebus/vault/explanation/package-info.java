/**
 * Which credential would answer, and why: {@code POST /api/v1/credentials:explain}, for people.
 *
 * <p>In: what a negotiator would ask. Out: names of credentials, the winner first, with what decided, and of those that do
 * not fit the first selector that does not. No secret is opened, nothing is used. The choice itself is in {@link
 * io.ikebus.vault.selector}.
 */
@NullMarked
package io.ikebus.vault.explanation;

import org.jspecify.annotations.NullMarked;
