/**
 * The bed's tests in JUnit.
 *
 * <p>In: {@link io.ikebus.testkit.junit.Requires} on a test class or method. Out: the tag {@code bed}, and where
 * something is missing a skip whose reason is printed. JUnit must be on the caller's own class path.
 */
@NullMarked
package io.ikebus.testkit.junit;

import org.jspecify.annotations.NullMarked;
