package io.ikebus.negotiator.auth;

import io.ikebus.negotiator.credential.Vault;
import io.ikebus.negotiator.credential.VaultAnswer;
import io.ikebus.negotiator.credential.VaultQuestion;
import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.PayloadType;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Authentication with a pre-shared key, RFC 2409 5.4: who has the key can compute the hash. */
record PreSharedKey() implements Authentication {

    /** In Main Mode the key is chosen before the peer has named itself: by its address and by whom we expect. */
    @Override
    public Verdict<Keying> skeyid(Facts facts, Vault vault) {
        Optional<VaultAnswer> answer = vault.ask(new VaultQuestion.SkeyidFromPsk(
                facts.gateway(),
                facts.connectionName(),
                facts.peerAddress(),
                facts.ownIdentity(),
                facts.presumedPeer().orElse(null),
                facts.hash().name(),
                facts.ni(),
                facts.nr()));
        if (answer.isEmpty()) {
            return new Verdict.Waiting<>();
        }
        return switch (answer.get()) {
            case VaultAnswer.Skeyid(Secret skeyid, String credential, List<VaultAnswer.Skeyid.Former> former) ->
                new Verdict.Reached<>(
                        new Keying(
                                shared -> skeyid,
                                former.stream()
                                        .map(one -> new Keying.Former(one.version(), one.skeyid()))
                                        .toList()),
                        "the vault used credential " + credential);
            case VaultAnswer.Refused(String reason) ->
                new Verdict.Refused<>(NotifyType.AUTHENTICATION_FAILED, reason, "the vault gave no SKEYID: " + reason);
            case VaultAnswer.Unreachable(String reason) -> new Verdict.Unavailable<>(reason);
            case VaultAnswer other -> throw Verdict.unexpected(other);
        };
    }

    /** Who listens can try keys until one makes the same hash. */
    @Override
    public Optional<String> weaknessInAggressiveMode() {
        return Optional.of("aggressive-mode-with-a-pre-shared-key");
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
            Function<HashAlgorithm, Octets> hash,
            Vault vault) {
        Octets expected = hash.apply(facts.hash());
        return received.only(Payload.Hash.class).orElseThrow().body().equalsConstantTime(expected)
                ? new Verdict.Reached<>("pre-shared key", "")
                : new Verdict.Refused<>(
                        NotifyType.AUTHENTICATION_FAILED, "wrong-hash", "the hash does not hold; " + suspicion());
    }

    @Override
    public Verdict<List<Payload>> prove(Facts facts, Function<HashAlgorithm, Octets> hash, Vault vault) {
        return new Verdict.Reached<>(List.of(new Payload.Hash(hash.apply(facts.hash()))), "");
    }

    @Override
    public String suspicion() {
        return "with pre-shared keys this nearly always means that both ends have different ones";
    }
}
