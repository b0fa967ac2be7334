/**
 * What a test, or a stack on one machine, needs around the services: free ports, and what this machine must have
 * before a test with real peers and kernels can run.
 *
 * <p>In: nothing. Out: port numbers, and for each missing prerequisite the sentence that says what to install.
 * The parts live in the packages below: {@code broker}, {@code postgres}, {@code pki}, {@code net}, {@code peer},
 * {@code vm}. None of them knows a service.
 */
@NullMarked
package io.ikebus.testkit;

import org.jspecify.annotations.NullMarked;
