/**
 * Proposals: what algorithms a side offers, which of them the other takes.
 *
 * <p>A policy (a list of proposals in order of preference) and SA payloads flow in; an SA payload to send flows out, or
 * a {@link io.ikebus.negotiator.proposal.Selection}: what was chosen, or why nothing was, with the nearest pair. {@link
 * io.ikebus.negotiator.proposal.IsakmpProposals} is phase 1 (RFC 2409 Appendix A), {@link
 * io.ikebus.negotiator.proposal.ChildProposals} phase 2 (RFC 2407 4.4 and 4.5).
 *
 * <p>What is not understood is never chosen: an unknown attribute makes its transform unacceptable, a
 * foreign protocol its whole proposal, and a bundle is taken whole or not at all.
 */
@NullMarked
package io.ikebus.negotiator.proposal;

import org.jspecify.annotations.NullMarked;
