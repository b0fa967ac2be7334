package io.ikebus.negotiator.auth;

import io.ikebus.negotiator.crypto.RsaPublicKey;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.PayloadType;
import io.ikebus.protocol.octets.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * RFC 2409 5.2: nonce and identity are encrypted to the peer's RSA key, each by itself.
 *
 * <pre>
 * HDR, KE, [ HASH(1), ] &lt;IDii_b&gt;PubKey_r, &lt;Ni_b&gt;PubKey_r   --&gt;
 *                       &lt;--   HDR, KE, &lt;IDir_b&gt;PubKey_i, &lt;Nr_b&gt;PubKey_i
 * </pre>
 */
record RsaBlocks() implements Concealment {

    @Override
    public boolean takes(int identityOctets, RsaPublicKey key) {
        return identityOctets <= key.mostOctets();
    }

    @Override
    public List<Payload> conceal(
            Facts facts, Contribution own, List<Payload> others, PeerKey peer, IntFunction<Octets> random) {
        Octets identity = Objects.requireNonNull(own.identity(), "our identity").body();
        List<Payload> payloads = new ArrayList<>(List.of(new Payload.KeyExchange(own.publicValue())));
        payloads.addAll(Concealment.certificateHash(facts, peer));
        // RFC 2409 5.2: "While only the body of the ID and nonce payloads is encrypted, the encrypted data must be
        // preceded by a valid ISAKMP generic header."
        payloads.add(new Payload.Unknown(PayloadType.IDENTIFICATION, peer.key().encrypt(identity, random)));
        payloads.add(new Payload.Nonce(peer.key().encrypt(own.nonce(), random)));
        payloads.addAll(others);
        return payloads;
    }

    @Override
    public Octets identityBlock(PayloadChain received) {
        return received.only(Payload.Identification.class).orElseThrow().body();
    }

    @Override
    public Optional<Contribution> reveal(Facts facts, PayloadChain received, Octets nonce, Octets identity) {
        Octets publicValue =
                received.only(Payload.KeyExchange.class).orElseThrow().body();
        return Concealment.identity(identity).map(peer -> new Contribution(publicValue, nonce, peer));
    }
}
