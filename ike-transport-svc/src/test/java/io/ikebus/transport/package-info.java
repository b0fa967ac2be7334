/** The service as a whole: import rules, and datagrams through real sockets and a real broker. */
@NullMarked
package io.ikebus.transport;

import org.jspecify.annotations.NullMarked;
