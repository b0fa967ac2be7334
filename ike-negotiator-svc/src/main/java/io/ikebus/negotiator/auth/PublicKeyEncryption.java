package io.ikebus.negotiator.auth;

import io.ikebus.negotiator.credential.Vault;
import io.ikebus.negotiator.credential.VaultAnswer;
import io.ikebus.negotiator.credential.VaultQuestion;
import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.crypto.RsaPublicKey;
import io.ikebus.negotiator.keys.KeyDerivation;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.PayloadType;
import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Authentication with public key encryption, RFC 2409 5.2 and its revised mode 5.3: each end encrypts its nonce to the
 * other's RSA key, and who cannot decrypt it cannot compute the hash.
 *
 * <p>The vault decrypts and never says whether a block was well formed. A malformed one has a nonce that only the vault
 * could foretell, and the exchange goes on to a hash that does not hold: RSA padding must not become an oracle (Felsch
 * et al., "The Dangers of Key Reuse", 2018).
 */
record PublicKeyEncryption(HashAlgorithm hash, Concealment concealment) implements Authentication {

    @Override
    public boolean hidesIdentity() {
        return true;
    }

    /**
     * As long as the block of the prf. With the peer's nonce behind it the key of SKEYID's prf is then longer than a
     * block, and HMAC hashes such a key itself: RFC 2409's SKEYID and that of peers which leave the hash out are the
     * same. It fits into the block of any key that the vault takes.
     */
    @Override
    public int nonceOctets() {
        return hash.blockOctets();
    }

    @Override
    public Verdict<Carrier> carrier(Facts facts, Vault vault, IntFunction<Octets> random) {
        Optional<VaultAnswer> answer = vault.ask(new VaultQuestion.PeerKey(
                facts.gateway(),
                facts.connectionName(),
                facts.peerAddress(),
                facts.ownIdentity(),
                facts.presumedPeer().orElse(null)));
        if (answer.isEmpty()) {
            return new Verdict.Waiting<>();
        }
        return switch (answer.get()) {
            case VaultAnswer.PeerKey(Octets info, Octets certificate, String credential) ->
                RsaPublicKey.ofInfo(info)
                        .map(key -> carrier(facts, new Concealment.PeerKey(key, certificate), credential, random))
                        .orElseGet(() -> new Verdict.Unavailable<>("vault-answer-garbage"));
            case VaultAnswer.Refused(String reason) ->
                // Before the peer, as initiator, has sent anything, this tells nobody anything; and we want to know.
                facts.isInitiator()
                        ? new Verdict.Refused<>(
                                NotifyType.AUTHENTICATION_FAILED,
                                reason,
                                "the vault has no public key of the peer: " + reason)
                        : Verdict.unknownPeer();
            case VaultAnswer.Unreachable(String reason) -> new Verdict.Unavailable<>(reason);
            case VaultAnswer other -> throw Verdict.unexpected(other);
        };
    }

    private Verdict<Carrier> carrier(
            Facts facts, Concealment.PeerKey key, String credential, IntFunction<Octets> random) {
        int identity = facts.ownIdentification().body().length();
        if (!concealment.takes(identity, key.key())) {
            return new Verdict.Refused<>(
                    NotifyType.AUTHENTICATION_FAILED,
                    "identity-too-long",
                    "our identity has " + identity + " octets, more than the peer's key encrypts at once: the revised"
                            + " mode takes any");
        }
        return new Verdict.Reached<>(
                (own, others) -> concealment.conceal(facts, own, others, key, random),
                "encrypted to the public key " + credential);
    }

    @Override
    public Verdict<Contribution> contribution(Facts facts, PayloadChain received, Vault vault) {
        boolean chosen = !facts.isInitiator();
        Optional<VaultAnswer> answer = vault.ask(new VaultQuestion.Decrypt(
                facts.gateway(),
                facts.connectionName(),
                facts.peerAddress(),
                facts.ownIdentity(),
                facts.isInitiator() ? facts.presumedPeer().orElse(null) : null,
                hash.name(),
                // HASH(1), of which the responder sends none: what stands there is its proof.
                chosen
                        ? received.only(Payload.Hash.class)
                                .map(Payload.Hash::body)
                                .orElse(Octets.EMPTY)
                        : Octets.EMPTY,
                received.only(Payload.Nonce.class).orElseThrow().body(),
                concealment.identityBlock(received)));
        if (answer.isEmpty()) {
            return new Verdict.Waiting<>();
        }
        return switch (answer.get()) {
            case VaultAnswer.Decrypted(Octets nonce, Octets identity, String credential) ->
                concealment
                        .reveal(facts, received, nonce, identity)
                        .<Verdict<Contribution>>map(
                                peers -> new Verdict.Reached<>(peers, "the vault decrypted with key " + credential))
                        .orElseGet(Verdict::unknownPeer);
            case VaultAnswer.Refused(String reason) ->
                new Verdict.Refused<>(
                        NotifyType.AUTHENTICATION_FAILED, reason, "the vault does not decrypt: " + reason);
            case VaultAnswer.Unreachable(String reason) -> new Verdict.Unavailable<>(reason);
            case VaultAnswer other -> throw Verdict.unexpected(other);
        };
    }

    @Override
    public Verdict<Keying> skeyid(Facts facts, Vault vault) {
        boolean hashed = facts.encryptionSkeyid() == EncryptionSkeyid.RFC2409;
        return new Verdict.Reached<>(
                Keying.of(shared -> KeyDerivation.skeyidOfEncryption(
                        hash, hashed, facts.ni(), facts.nr(), facts.initiatorCookie(), facts.responderCookie())),
                "");
    }

    @Override
    public int proofType() {
        return PayloadType.HASH;
    }

    @Override
    public List<Payload> requests() {
        return List.of();
    }

    @Override
    public Verdict<String> verify(
            Facts facts,
            PayloadChain received,
            Payload.Identification peer,
            Function<HashAlgorithm, Octets> expected,
            Vault vault) {
        return received.only(Payload.Hash.class).orElseThrow().body().equalsConstantTime(expected.apply(hash))
                ? new Verdict.Reached<>("public key encryption", "")
                : new Verdict.Refused<>(NotifyType.AUTHENTICATION_FAILED, Verdict.NO_PROOF, Verdict.NO_PROOF_DETAIL);
    }

    @Override
    public Verdict<List<Payload>> prove(Facts facts, Function<HashAlgorithm, Octets> own, Vault vault) {
        return new Verdict.Reached<>(List.of(new Payload.Hash(own.apply(hash))), "");
    }

    @Override
    public String suspicion() {
        return "with public key encryption this nearly always means that one end has a wrong public key of the other, or"
                + " that they make SKEYID in two ways (ike.encryptionSkeyid)";
    }
}
