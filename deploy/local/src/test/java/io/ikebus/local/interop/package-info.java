/**
 * The whole path with a real peer and real ESP: strongSwan, our services and a kernel that has IPsec, in one machine.
 *
 * <p>In: the built services, a strongSwan, User Mode Linux. Out: a tunnel that carries packets, or a named check that
 * says what did not hold. {@link io.ikebus.local.interop.RealPeerTest} boots the machine once; in it {@link
 * io.ikebus.local.interop.InteropRun} starts everything once, runs all checks one after the other and prints a line for
 * each, which the test reads.
 *
 * <pre>
 *   10.1.0.1 -- our gateway 10.99.1.1 === 10.99.1.254 router 10.99.2.254 === 10.99.2.1 strongSwan -- 10.2.0.1
 *               (the machine itself)      (captures, drops)                  (namespace of its own)
 * </pre>
 */
@NullMarked
package io.ikebus.local.interop;

import org.jspecify.annotations.NullMarked;
