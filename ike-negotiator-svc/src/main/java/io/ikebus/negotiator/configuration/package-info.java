/**
 * What the attribute payloads of Transaction exchanges say: user names and passwords (draft-beaulieu-ike-xauth), addresses
 * and what goes with them (draft-dukes-ike-mode-cfg, Cisco Unity). Attributes flow in, values flow out, and the other way
 * round; what is no such value is passed over, and nothing here knows an exchange.
 */
@NullMarked
package io.ikebus.negotiator.configuration;

import org.jspecify.annotations.NullMarked;
