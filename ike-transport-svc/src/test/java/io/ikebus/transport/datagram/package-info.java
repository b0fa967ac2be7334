@NullMarked
package io.ikebus.transport.datagram;

import org.jspecify.annotations.NullMarked;
