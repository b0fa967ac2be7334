/**
 * How each service of ikebus is started on one machine.
 *
 * <p>In: where broker, database, keys and certificates are. Out: for each service its configuration file and the
 * command that runs it. This is the one place that knows the services' property names.
 */
@NullMarked
package io.ikebus.local.service;

import org.jspecify.annotations.NullMarked;
