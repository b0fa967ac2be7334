package io.ikebus.vault.gatewaykey;

import io.ikebus.vault.holdings.GatewayKey;

/**
 * @param publicKey X25519, 32 octets, hex
 * @param version 1, and one more with each new key
 */
record GatewayKeyView(String gateway, String publicKey, int version) {

    static GatewayKeyView of(GatewayKey key) {
        return new GatewayKeyView(key.gateway(), key.publicKey().hex(), key.version());
    }
}
