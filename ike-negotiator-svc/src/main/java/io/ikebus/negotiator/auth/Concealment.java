package io.ikebus.negotiator.auth;

import io.ikebus.negotiator.crypto.RsaPublicKey;
import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.PayloadType;
import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** How a contribution to the key exchange is hidden from all but the peer. */
sealed interface Concealment permits RsaBlocks, EphemeralKey {
    /** @param certificate of the key in DER, empty if there is none */
    record PeerKey(RsaPublicKey key, Octets certificate) {}

    /** Whether an identity of this many octets can be hidden. */
    boolean takes(int identityOctets, RsaPublicKey key);

    /** Our contribution, hidden, with the message's other payloads. */
    List<Payload> conceal(
            Facts facts, Contribution own, List<Payload> others, PeerKey peer, IntFunction<Octets> random);

    /** The identity as the vault must decrypt it; empty if it need not. */
    Octets identityBlock(PayloadChain received);

    /**
     * What the peer has contributed. Empty if what came out is no public value or no identity: with a wrong nonce it is
     * noise.
     *
     * @param nonce as the vault decrypted it
     * @param identity as the vault decrypted it
     */
    Optional<Contribution> reveal(Facts facts, PayloadChain received, Octets nonce, Octets identity);

    /** HASH(1): which of its keys the peer needs (RFC 2409 5.2). Only the initiator tells, and only of a certificate. */
    static List<Payload> certificateHash(Facts facts, PeerKey peer) {
        return facts.isInitiator() && !peer.certificate().isBlank()
                ? List.of(new Payload.Hash(facts.hash().hash(peer.certificate())))
                : List.of();
    }

    static Optional<Payload.Identification> identity(Octets body) {
        return Payload.decode(PayloadType.IDENTIFICATION, body)
                        instanceof Decoded.Accepted<Payload>(Payload.Identification identity)
                ? Optional.of(identity)
                : Optional.empty();
    }
}
