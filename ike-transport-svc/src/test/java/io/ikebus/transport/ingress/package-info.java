@NullMarked
package io.ikebus.transport.ingress;

import org.jspecify.annotations.NullMarked;
