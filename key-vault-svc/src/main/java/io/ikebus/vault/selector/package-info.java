/**
 * Which peers a credential is for, and which of several credentials answers a question.
 *
 * <p>In: {@link io.ikebus.vault.selector.Selectors} as an operator wrote them, and a {@link
 * io.ikebus.vault.selector.Question} of a negotiator. Out: the one credential with the best {@link
 * io.ikebus.vault.selector.Rank}, why it is that one ({@link io.ikebus.vault.selector.Explanation}), or the credential that
 * a new one could not be told from.
 *
 * <p>Pure: no secrets, no database, no clock.
 */
@NullMarked
package io.ikebus.vault.selector;

import org.jspecify.annotations.NullMarked;
