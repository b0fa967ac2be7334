@NullMarked
package io.ikebus.transport.admission;

import org.jspecify.annotations.NullMarked;
