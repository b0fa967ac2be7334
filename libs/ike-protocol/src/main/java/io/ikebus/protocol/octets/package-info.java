/**
 * Values made of bytes.
 *
 * <p>{@link io.ikebus.protocol.octets.Octets} is public bytes: immutable, equal by content. {@link
 * io.ikebus.protocol.octets.Secret} is key material: destroyable, compared in constant time, never printed or
 * serialised. Records hold these and no {@code byte[]}.
 */
@NullMarked
package io.ikebus.protocol.octets;

import org.jspecify.annotations.NullMarked;
