/**
 * The audit chain, for people: pages of it, and whether it is whole.
 *
 * <p>In: filters, and calls to verify. Out: events, and a {@link io.ikebus.vault.audit.Verdict}; one verification at a
 * time. Nothing here changes an event.
 */
@NullMarked
package io.ikebus.vault.auditor;

import org.jspecify.annotations.NullMarked;
