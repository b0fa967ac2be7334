package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.auth.Keying;
import io.ikebus.negotiator.auth.Verdict;
import io.ikebus.negotiator.crypto.DiffieHellman;
import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.keys.Hashes;
import io.ikebus.negotiator.keys.IsakmpKeys;
import io.ikebus.negotiator.keys.KeyDerivation;
import io.ikebus.negotiator.proposal.IsakmpProposal;
import io.ikebus.negotiator.session.Agreement;
import io.ikebus.negotiator.session.KeyMaterial;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.util.List;
import java.util.function.Function;

/** Keys and hashes of phase 1, once both public values and both nonces are known. */
final class Phase1Keys {
    private Phase1Keys() {}

    /** Everything that follows from both public values and SKEYID. */
    static Verdict<KeyMaterial> derive(
            Turn turn, Phase1Facts facts, Cookie responder, DiffieHellman.KeyPair own, Octets peersValue) {
        return switch (facts.proposal().authentication().skeyid(facts, turn)) {
            case Verdict.Reached<Keying>(Keying keying, String note) ->
                DiffieHellman.sharedSecret(own, peersValue)
                        .<Verdict<KeyMaterial>>map(shared -> new Verdict.Reached<>(
                                material(turn, facts, responder, own, peersValue, keying, shared), note))
                        .orElseGet(() -> new Verdict.Refused<>(
                                NotifyType.INVALID_KEY_INFORMATION,
                                "invalid-key-exchange",
                                "the peer's public value is no element of the group"));
            case Verdict.Waiting<Keying>() -> new Verdict.Waiting<>();
            case Verdict.Unavailable<Keying>(String reason) -> new Verdict.Unavailable<>(reason);
            case Verdict.Refused<Keying>(int notifyType, String reason, String detail) ->
                new Verdict.Refused<>(notifyType, reason, detail);
        };
    }

    private static KeyMaterial material(
            Turn turn,
            Phase1Facts facts,
            Cookie responder,
            DiffieHellman.KeyPair own,
            Octets peersValue,
            Keying keying,
            Secret shared) {
        IsakmpProposal proposal = facts.proposal();
        boolean initiator = facts.association().role() == Role.INITIATOR;
        Octets gxi = initiator ? own.publicValue() : peersValue;
        Octets gxr = initiator ? peersValue : own.publicValue();
        Octets iv = KeyDerivation.firstIv(proposal.hash(), proposal.cipher(), gxi, gxr);
        Function<Secret, IsakmpKeys> keys = skeyid -> KeyDerivation.isakmpKeys(
                proposal.hash(),
                proposal.cipher(),
                proposal.keyBits(),
                skeyid,
                shared,
                turn.key().initiatorCookie(),
                responder);
        Secret skeyid = keying.skeyid().apply(shared);
        List<KeyMaterial> former = keying.former().stream()
                .map(one ->
                        new KeyMaterial(gxi, gxr, one.skeyid(), keys.apply(one.skeyid()), iv, List.of(), one.version()))
                .toList();
        KeyMaterial material = new KeyMaterial(gxi, gxr, skeyid, keys.apply(skeyid), iv, former, null);
        shared.destroy();
        return material;
    }

    /** HASH_I, by the hash whose prf makes it. */
    static Function<HashAlgorithm, Octets> hashI(
            Turn turn, Agreement agreement, Cookie responder, KeyMaterial material, Payload.Identification id) {
        return prf -> Hashes.hashI(
                prf,
                material.skeyid(),
                material.gxi(),
                material.gxr(),
                turn.key().initiatorCookie(),
                responder,
                agreement.saiB(),
                id.body());
    }

    /** HASH_R, by the hash whose prf makes it. */
    static Function<HashAlgorithm, Octets> hashR(
            Turn turn, Agreement agreement, Cookie responder, KeyMaterial material, Payload.Identification id) {
        return prf -> Hashes.hashR(
                prf,
                material.skeyid(),
                material.gxi(),
                material.gxr(),
                turn.key().initiatorCookie(),
                responder,
                agreement.saiB(),
                id.body());
    }
}
