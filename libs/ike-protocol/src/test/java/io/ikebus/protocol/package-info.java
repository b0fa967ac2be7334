/** What holds for the library as a whole: its import rules. */
@NullMarked
package io.ikebus.protocol;

import org.jspecify.annotations.NullMarked;
