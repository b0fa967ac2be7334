/**
 * Keeps chatty libraries out of the log.
 *
 * <p>In: categories. Out: their level is WARN or higher, unless somebody has set one. SLF4J is bound to JBoss
 * LogManager here because Quarkus does the same: one binding, whoever runs us. A plain Java program sees log lines
 * only if it runs with {@code -Djava.util.logging.manager=org.jboss.logmanager.LogManager}.
 */
@NullMarked
package io.ikebus.testkit.logging;

import org.jspecify.annotations.NullMarked;
