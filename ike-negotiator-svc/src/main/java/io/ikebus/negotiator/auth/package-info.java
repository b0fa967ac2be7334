/**
 * Authentication of phase 1: which question the vault is asked, and what the proof of identity is. One class per method;
 * today pre-shared keys. Exchange data flow in, a question or a HASH flows out.
 */
@NullMarked
package io.ikebus.negotiator.auth;

import org.jspecify.annotations.NullMarked;
