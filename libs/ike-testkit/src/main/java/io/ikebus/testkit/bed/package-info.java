/**
 * The bed's own tools, bash scripts that travel inside this jar.
 *
 * <p>In: the name of a tool. Out: the path of an executable file. They lie in {@code src/main/bed}, where a person
 * can run them too; each explains itself with {@code --help}.
 */
@NullMarked
package io.ikebus.testkit.bed;

import org.jspecify.annotations.NullMarked;
