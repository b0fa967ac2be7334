/**
 * Vendor IDs: what each end says it can do beyond RFC 2409. A message's payloads flow in, {@link
 * io.ikebus.negotiator.vendor.PeerFeatures} flow out, and what we announce in turn.
 */
@NullMarked
package io.ikebus.negotiator.vendor;

import org.jspecify.annotations.NullMarked;
