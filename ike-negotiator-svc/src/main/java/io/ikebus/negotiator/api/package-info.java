/**
 * The management API, version 1.
 *
 * <p>In: HTTPS requests of people and tools with a bearer token (roles {@code viewer} and {@code operator}). Out:
 * definitions on {@code ike.connections}, orders on {@code ike.commands}, and answers from the boards. Whatever is
 * refused is told as {@code application/problem+json} (RFC 9457), with the field where there is one.
 */
@NullMarked
package io.ikebus.negotiator.api;

import org.jspecify.annotations.NullMarked;
