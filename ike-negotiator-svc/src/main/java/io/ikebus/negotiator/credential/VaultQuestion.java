package io.ikebus.negotiator.credential;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.octets.Octets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question that needs a long-term secret. Questions are idempotent: the shell may ask again. */
public sealed interface VaultQuestion {
    /**
     * SKEYID = prf(PSK, Ni_b | Nr_b) (RFC 2409 5.4).
     *
     * @param hash name of a {@code crypto} hash: SHA1, SHA2_256, SHA2_384, SHA2_512
     * @param peerIdentity if it is already known, as an initiator's configuration or an Aggressive Mode message tells it
     */
    record SkeyidFromPsk(
            GatewayId gateway,
            String connection,
            IpAddress peerAddress,
            @Nullable String localIdentity,
            @Nullable String peerIdentity,
            String hash,
            Octets initiatorNonce,
            Octets responderNonce)
            implements VaultQuestion {}

    /**
     * A signature over HASH_I or HASH_R with the private key of one of our identities (RFC 2409 5.1, RFC 4754).
     *
     * @param method {@code rsa}, {@code ecdsa-256}, {@code ecdsa-384} or {@code ecdsa-521}
     * @param identityType of the ID payload that we send, with {@code identity}: our certificate must say the same
     * @param peerIdentity if it is already known
     */
    record Sign(
            GatewayId gateway,
            String connection,
            IpAddress peerAddress,
            String localIdentity,
            int identityType,
            Octets identity,
            @Nullable String peerIdentity,
            String method,
            Octets hash)
            implements VaultQuestion {}

    /**
     * Whether a signature over HASH_I or HASH_R is the peer's, by its certificates and the vault's trust anchors.
     *
     * @param identityType as in the ID payload (RFC 2407 4.6.2.1)
     * @param certificates as they came, each with the encoding of its CERT payload
     * @param revocationLists that came with them
     */
    record Verify(
            GatewayId gateway,
            String connection,
            int identityType,
            Octets identity,
            List<Certificate> certificates,
            List<Octets> revocationLists,
            String method,
            Octets hash,
            Octets signature)
            implements VaultQuestion {
        public Verify {
            certificates = List.copyOf(certificates);
            revocationLists = List.copyOf(revocationLists);
        }
    }

    /**
     * Whether this is the password of a user of the peer (XAUTH).
     *
     * @param password as it came; the octets of a text in UTF-8
     */
    record VerifyUser(
            GatewayId gateway,
            String connection,
            IpAddress peerAddress,
            @Nullable String peerIdentity,
            String user,
            Octets password)
            implements VaultQuestion {}

    /** The password by which we prove to a peer that we are this user (XAUTH). */
    record PasswordOf(
            GatewayId gateway,
            String connection,
            IpAddress peerAddress,
            @Nullable String peerIdentity,
            String user) implements VaultQuestion {}

    /**
     * What a peer encrypted to one of our keys (RFC 2409 5.2, 5.3). The vault answers whatever the blocks hold.
     *
     * @param peerIdentity if it is already known
     * @param hash name of a {@code crypto} hash, that of {@code certificateHash}
     * @param certificateHash of the certificate that the peer took our key from; empty if it did not tell
     * @param nonce the encrypted nonce
     * @param identity the encrypted identity; empty if it is not encrypted to the key
     */
    record Decrypt(
            GatewayId gateway,
            String connection,
            IpAddress peerAddress,
            String localIdentity,
            @Nullable String peerIdentity,
            String hash,
            Octets certificateHash,
            Octets nonce,
            Octets identity)
            implements VaultQuestion {}

    /**
     * The RSA key that we encrypt to for a peer.
     *
     * @param peerIdentity if it is already known
     */
    record PeerKey(
            GatewayId gateway,
            String connection,
            IpAddress peerAddress,
            String localIdentity,
            @Nullable String peerIdentity)
            implements VaultQuestion {}

    /** @param encoding of the CERT payload: 4 for X.509, 1 for PKCS #7 */
    record Certificate(int encoding, Octets data) {}
}
