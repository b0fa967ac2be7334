package io.ikebus.vault.signature;

import java.time.Instant;

/**
 * The signature is the peer's.
 *
 * @param subject of its certificate
 * @param anchor name of the trust anchor that says so
 * @param notAfter until when its certificate is valid
 */
record VerifyAnswer(String subject, String anchor, Instant notAfter) {}
