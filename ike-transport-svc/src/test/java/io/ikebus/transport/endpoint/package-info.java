@NullMarked
package io.ikebus.transport.endpoint;

import org.jspecify.annotations.NullMarked;
