/**
 * Questions that take a long-term secret to answer, and their answers. The vault is asked by the shell; the engine only
 * says what it needs and is called again with the answer.
 */
@NullMarked
package io.ikebus.negotiator.credential;

import org.jspecify.annotations.NullMarked;
