package io.ikebus.negotiator.auth;

import io.ikebus.negotiator.credential.Vault;
import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/** A method of authentication (RFC 2409 5.1 to 5.4). Stateless: all it needs is handed in. */
public sealed interface Authentication permits PreSharedKey, Signature, Hybrid, PublicKeyEncryption {
    /**
     * Whether each end tells its identity together with its public value and its nonce, hidden from all but the peer:
     * then no later message holds it.
     */
    default boolean hidesIdentity() {
        return false;
    }

    /** A stable code of what is wrong with this method in Aggressive Mode, which shows identities and proofs. */
    default Optional<String> weaknessInAggressiveMode() {
        return Optional.empty();
    }

    /** How long our nonce is. */
    default int nonceOctets() {
        return 32;
    }

    /**
     * What makes a message of our contribution to the key exchange.
     *
     * @param random unpredictable octets, as many as asked for
     */
    default Verdict<Carrier> carrier(Facts facts, Vault vault, IntFunction<Octets> random) {
        return new Verdict.Reached<>(Contribution::inClear, "");
    }

    /** What the peer has contributed. Lengths have not been checked. */
    default Verdict<Contribution> contribution(Facts facts, PayloadChain received, Vault vault) {
        return new Verdict.Reached<>(Contribution.of(received), "");
    }

    /** SKEYID. */
    Verdict<Keying> skeyid(Facts facts, Vault vault);

    /** Type of the one payload that proves an identity: HASH or SIG. */
    int proofType();

    /** The same, where it depends on whose identity it is. */
    default int proofType(Role prover) {
        return proofType();
    }

    /** What asks the peer for its certificate, in the message before it proves itself. */
    List<Payload> requests();

    /**
     * Whether the message proves that its sender is {@code peer}.
     *
     * @param received holds one payload of {@link #proofType}
     * @param hash HASH_I or HASH_R as the peer must have computed it, with a prf of this hash
     */
    Verdict<String> verify(
            Facts facts,
            PayloadChain received,
            Payload.Identification peer,
            Function<HashAlgorithm, Octets> hash,
            Vault vault);

    /**
     * The payloads that prove who we are, to stand behind our ID payload.
     *
     * @param hash ours, with a prf of this hash
     */
    Verdict<List<Payload>> prove(Facts facts, Function<HashAlgorithm, Octets> hash, Vault vault);

    /** What nearly always is the matter when the peer's first encrypted message cannot be read. */
    String suspicion();
}
