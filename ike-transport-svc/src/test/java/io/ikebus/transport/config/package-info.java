@NullMarked
package io.ikebus.transport.config;

import org.jspecify.annotations.NullMarked;
