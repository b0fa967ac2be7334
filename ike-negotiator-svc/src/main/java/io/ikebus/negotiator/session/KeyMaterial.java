package io.ikebus.negotiator.session;

import io.ikebus.negotiator.keys.IsakmpKeys;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What messages 3 and 4 of phase 1 led to.
 *
 * @param former what they led to if the peer has a version of our pre-shared key that has been replaced and is good still
 * @param version the name of that version; null if this is the present one
 *
 * @param gxi public value of the initiator
 * @param gxr public value of the responder
 * @param iv for the next message of phase 1
 */
public record KeyMaterial(
        Octets gxi,
        Octets gxr,
        Secret skeyid,
        IsakmpKeys keys,
        Octets iv,
        List<KeyMaterial> former,
        @Nullable String version) {
    public KeyMaterial(
            Octets gxi,
            Octets gxr,
            Secret skeyid,
            IsakmpKeys keys,
            Octets iv,
            @Nullable List<KeyMaterial> former,
            @Nullable String version) {
        this.gxi = gxi;
        this.gxr = gxr;
        this.skeyid = skeyid;
        this.keys = keys;
        this.iv = iv;
        // Sessions that an older version has stored have none.
        this.former = former == null ? List.of() : List.copyOf(former);
        this.version = version;
    }

    public KeyMaterial withIv(Octets next) {
        return new KeyMaterial(gxi, gxr, skeyid, keys, next, former, version);
    }

    /** Without what else may be meant. */
    public KeyMaterial alone() {
        return new KeyMaterial(gxi, gxr, skeyid, keys, iv, List.of(), version);
    }

    /** This, and what else may be meant; in the order in which it is tried. */
    public List<KeyMaterial> candidates() {
        return Stream.concat(Stream.of(this), former.stream()).toList();
    }

    void destroy() {
        former.forEach(KeyMaterial::destroy);
        skeyid.destroy();
        keys.destroy();
    }
}
