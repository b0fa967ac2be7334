/**
 * Two gateways in one process, in virtual time: engines with their stores, vaults and kernels, and a network between
 * them that misbehaves as told. Every session is written and read back at each step, as after a death.
 */
@NullMarked
package io.ikebus.negotiator.twoparty;

import org.jspecify.annotations.NullMarked;
