@NullMarked
package io.ikebus.transport.egress;

import org.jspecify.annotations.NullMarked;
