/**
 * A throw-away certificate authority and a token issuer, so that a stack on one machine has mutual TLS and bearer
 * tokens from its first run.
 *
 * <p>In: names (the subject's common name is the role of a service) and the names or addresses it is reached at.
 * Out: PEM files, readable by their owner only, and signed tokens. Nothing here is fit for production: keys lie on
 * disk unencrypted, and certificates live for two days.
 */
@NullMarked
package io.ikebus.testkit.pki;

import org.jspecify.annotations.NullMarked;
