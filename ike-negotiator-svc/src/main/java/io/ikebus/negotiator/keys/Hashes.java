package io.ikebus.negotiator.keys;

import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;

/** The hashes that authenticate the exchanges (RFC 2409 5 and 5.5). Compare them in constant time. */
public final class Hashes {
    private Hashes() {}

    /**
     * HASH_I = prf(SKEYID, g^xi | g^xr | CKY-I | CKY-R | SAi_b | IDii_b).
     *
     * @param saiB body of the initiator's SA payload as it was on the wire, all proposals included
     * @param idiiB body of the initiator's ID payload: type, protocol, port, data
     */
    public static Octets hashI(
            HashAlgorithm prf,
            Secret skeyid,
            Octets gxi,
            Octets gxr,
            Cookie initiator,
            Cookie responder,
            Octets saiB,
            Octets idiiB) {
        return prf.prfPublic(skeyid, gxi, gxr, initiator.octets(), responder.octets(), saiB, idiiB);
    }

    /**
     * HASH_R = prf(SKEYID, g^xr | g^xi | CKY-R | CKY-I | SAi_b | IDir_b).
     *
     * @param saiB the same as for HASH_I: the initiator's SA payload, not the answer
     */
    public static Octets hashR(
            HashAlgorithm prf,
            Secret skeyid,
            Octets gxi,
            Octets gxr,
            Cookie initiator,
            Cookie responder,
            Octets saiB,
            Octets idirB) {
        return prf.prfPublic(skeyid, gxr, gxi, responder.octets(), initiator.octets(), saiB, idirB);
    }

    /**
     * HASH(1) = prf(SKEYID_a, M-ID | rest): Quick Mode's first message, and any Informational.
     *
     * @param rest all payloads behind HASH with their generic headers, without padding
     */
    public static Octets hash1(HashAlgorithm prf, Secret skeyidA, int messageId, Octets rest) {
        return prf.prfPublic(skeyidA, Octets.ofNumber(messageId, 4), rest);
    }

    /** HASH(2) = prf(SKEYID_a, M-ID | Ni_b | rest). */
    public static Octets hash2(HashAlgorithm prf, Secret skeyidA, int messageId, Octets niB, Octets rest) {
        return prf.prfPublic(skeyidA, Octets.ofNumber(messageId, 4), niB, rest);
    }

    /** HASH(3) = prf(SKEYID_a, 0 | M-ID | Ni_b | Nr_b). */
    public static Octets hash3(HashAlgorithm prf, Secret skeyidA, int messageId, Octets niB, Octets nrB) {
        return prf.prfPublic(skeyidA, Octets.of(0), Octets.ofNumber(messageId, 4), niB, nrB);
    }
}
