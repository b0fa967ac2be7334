@NullMarked
package io.ikebus.transport.rate;

import org.jspecify.annotations.NullMarked;
