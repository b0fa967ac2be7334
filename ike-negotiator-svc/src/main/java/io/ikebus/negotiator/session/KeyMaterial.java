package io.ikebus.negotiator.session;

import io.ikebus.negotiator.keys.IsakmpKeys;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;

/**
 * What messages 3 and 4 of phase 1 led to.
 *
 * @param gxi public value of the initiator
 * @param gxr public value of the responder
 * @param iv for the next message of phase 1
 */
public record KeyMaterial(Octets gxi, Octets gxr, Secret skeyid, IsakmpKeys keys, Octets iv) {
    public KeyMaterial withIv(Octets next) {
        return new KeyMaterial(gxi, gxr, skeyid, keys, next);
    }

    void destroy() {
        skeyid.destroy();
        keys.destroy();
    }
}
