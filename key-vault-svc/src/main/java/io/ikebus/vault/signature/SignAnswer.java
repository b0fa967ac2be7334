package io.ikebus.vault.signature;

import java.util.List;

/**
 * @param signature hex
 * @param certificates DER as hex: the signing key's own first, then those above it without one that is its own issuer
 * @param credential name of the signing key
 */
record SignAnswer(String signature, List<String> certificates, String credential) {}
