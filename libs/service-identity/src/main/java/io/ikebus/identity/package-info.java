/**
 * A service's own certificate on its host: got for a one-time token, renewed while the service runs, and used for new
 * connections from then on.
 *
 * <p>In: a token's file, the vault's address, and files of PEM. Out: key and chain in one file that is replaced as a whole,
 * the same once more in two, and TLS contexts for Kafka and HTTP clients that follow that file.
 *
 * <p>Knows neither CDI nor configuration. Bouncy Castle assembles requests, nothing else.
 */
@NullMarked
package io.ikebus.identity;

import org.jspecify.annotations.NullMarked;
