package io.ikebus.negotiator.auth;

import io.ikebus.negotiator.credential.Vault;
import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.PayloadType;
import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.function.Function;

/**
 * Hybrid authentication (draft-ietf-ipsec-isakmp-hybrid-auth): one end signs; the other shows by a hash no more than that
 * it is the one whom we have agreed with, and proves who it is by XAUTH.
 *
 * @param signature of the end that signs
 * @param client the role of the other one
 */
record Hybrid(Signature signature, Role client) implements Authentication {

    /** @throws IllegalArgumentException unless the method is one of signatures */
    static Hybrid of(Authentication method, ExtendedAuthentication extended) {
        if (method instanceof Signature signature) {
            return new Hybrid(signature, extended.asksInitiator() ? Role.INITIATOR : Role.RESPONDER);
        }
        throw new IllegalArgumentException("hybrid authentication goes with signatures only");
    }

    /** Draft 3.2: as for signatures. */
    @Override
    public Verdict<Keying> skeyid(Facts facts, Vault vault) {
        return signature.skeyid(facts, vault);
    }

    @Override
    public int proofType() {
        return signature.proofType();
    }

    @Override
    public int proofType(Role prover) {
        return prover == client ? PayloadType.HASH : proofType();
    }

    @Override
    public List<Payload> requests() {
        return signature.requests();
    }

    @Override
    public Verdict<String> verify(
            Facts facts,
            PayloadChain received,
            Payload.Identification peer,
            Function<HashAlgorithm, Octets> hash,
            Vault vault) {
        if (facts.role() == client) {
            return signature.verify(facts, received, peer, hash, vault);
        }
        Octets expected = hash.apply(facts.hash());
        return received.only(Payload.Hash.class).orElseThrow().body().equalsConstantTime(expected)
                ? new Verdict.Reached<>("nobody yet", "whose this is, XAUTH has to tell")
                : new Verdict.Refused<>(
                        NotifyType.AUTHENTICATION_FAILED, "wrong-hash", "the hash does not hold; " + suspicion());
    }

    @Override
    public Verdict<List<Payload>> prove(Facts facts, Function<HashAlgorithm, Octets> hash, Vault vault) {
        return facts.role() == client
                ? new Verdict.Reached<>(List.of(new Payload.Hash(hash.apply(facts.hash()))), "")
                : signature.prove(facts, hash, vault);
    }

    @Override
    public String suspicion() {
        return signature.suspicion();
    }
}
