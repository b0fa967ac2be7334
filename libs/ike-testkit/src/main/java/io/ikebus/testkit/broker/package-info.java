/**
 * A real Kafka broker inside this JVM: one node that is broker and controller (KRaft).
 *
 * <p>In: options (where the data lies, port, mutual TLS) and the topics there shall be. Out: the bootstrap address
 * and the client properties that reach it. Tuned for low latency with few clients on one machine; with a replication
 * factor of 1 nothing survives the loss of its disk.
 */
@NullMarked
package io.ikebus.testkit.broker;

import org.jspecify.annotations.NullMarked;
