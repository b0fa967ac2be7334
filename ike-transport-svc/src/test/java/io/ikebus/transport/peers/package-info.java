@NullMarked
package io.ikebus.transport.peers;

import org.jspecify.annotations.NullMarked;
