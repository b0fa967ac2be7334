package io.ikebus.negotiator.keys;

import io.ikebus.protocol.octets.Secret;

/**
 * What an ISAKMP SA keeps of its key exchange.
 *
 * @param skeyidD keys of child SAs are derived from it
 * @param skeyidA authenticates messages of phase 2
 * @param encryptionKey the cipher key made of SKEYID_e
 */
public record IsakmpKeys(Secret skeyidD, Secret skeyidA, Secret encryptionKey) {
    public void destroy() {
        skeyidD.destroy();
        skeyidA.destroy();
        encryptionKey.destroy();
    }
}
