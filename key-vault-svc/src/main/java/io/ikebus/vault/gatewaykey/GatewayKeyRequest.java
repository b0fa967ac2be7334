package io.ikebus.vault.gatewaykey;

import jakarta.validation.constraints.NotNull;

/** @param publicKey X25519, 32 octets, hex */
record GatewayKeyRequest(@NotNull PublicKey publicKey) {}
