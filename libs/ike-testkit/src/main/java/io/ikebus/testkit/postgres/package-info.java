/**
 * A real PostgreSQL server as a child process, its programs unpacked from a jar.
 *
 * <p>In: options (where the data lies, port, the role and the database there shall be). Out: a JDBC address that
 * wants the password. It listens on loopback only and trades durability for speed: a crash of the machine may cost
 * the last transactions.
 */
@NullMarked
package io.ikebus.testkit.postgres;

import org.jspecify.annotations.NullMarked;
