/**
 * What must not outlive this JVM.
 *
 * <p>In: an action that ends or removes something outside the JVM. Out: it is run when the JVM ends, last registered
 * first, unless it was cancelled because its work has been done. A JVM that is killed runs nothing.
 */
@NullMarked
package io.ikebus.testkit.exit;

import org.jspecify.annotations.NullMarked;
