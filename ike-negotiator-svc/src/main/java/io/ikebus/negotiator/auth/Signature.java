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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Authentication with signatures, RFC 2409 5.1 and RFC 4754. The vault signs and verifies; certificates only pass
 * through.
 *
 * @param algorithm as the vault calls it
 * @param signedHash whose prf makes the hash that is signed: with ECDSA the curve's own, whatever was negotiated (RFC
 *     4754 7)
 */
record Signature(String algorithm, HashAlgorithm signedHash) implements Authentication {
    /** RFC 4945 3.3: X.509 certificate for signatures, PKCS #7 wrapped, revocation list. */
    private static final int X509_SIGNATURE = 4;

    private static final int PKCS7 = 1;
    private static final int REVOCATION_LIST = 7;
    private static final int MOST_CERTIFICATES = 8;

    /** {@code SKEYID = prf(Ni_b | Nr_b, g^xy)} (RFC 2409 5). */
    @Override
    public Verdict<Keying> skeyid(Facts facts, Vault vault) {
        Secret nonces = Secret.copyOf(Octets.concat(facts.ni(), facts.nr()).toByteArray());
        return new Verdict.Reached<>(Keying.of(shared -> facts.hash().prf(nonces, shared, Octets.EMPTY)), "");
    }

    @Override
    public int proofType() {
        return PayloadType.SIGNATURE;
    }

    /** RFC 2408 3.10: an empty authority asks for a certificate of any. */
    @Override
    public List<Payload> requests() {
        return List.of(Payload.CertificateRequest.of(X509_SIGNATURE, Octets.EMPTY));
    }

    @Override
    public Verdict<String> verify(
            Facts facts,
            PayloadChain received,
            Payload.Identification peer,
            Function<HashAlgorithm, Octets> hash,
            Vault vault) {
        List<VaultQuestion.Certificate> certificates = received.all(Payload.Certificate.class).stream()
                .filter(one -> one.encoding() == X509_SIGNATURE || one.encoding() == PKCS7)
                .map(one -> new VaultQuestion.Certificate(one.encoding(), one.data()))
                .toList();
        if (certificates.size() > MOST_CERTIFICATES) {
            return new Verdict.Refused<>(
                    NotifyType.INVALID_CERTIFICATE,
                    "too-many-certificates",
                    certificates.size() + " certificates; " + MOST_CERTIFICATES + " are taken");
        }
        Optional<VaultAnswer> answer = vault.ask(new VaultQuestion.Verify(
                facts.gateway(),
                facts.connectionName(),
                peer.idType(),
                peer.data(),
                certificates,
                received.all(Payload.Certificate.class).stream()
                        .filter(one -> one.encoding() == REVOCATION_LIST)
                        .map(Payload.Certificate::data)
                        .limit(MOST_CERTIFICATES)
                        .toList(),
                algorithm,
                hash.apply(signedHash),
                received.only(Payload.Signature.class).orElseThrow().body()));
        if (answer.isEmpty()) {
            return new Verdict.Waiting<>();
        }
        return switch (answer.get()) {
            case VaultAnswer.Verified(String subject, String anchor) ->
                new Verdict.Reached<>(subject, "signed by " + subject + ", trusted through " + anchor);
            case VaultAnswer.Refused(String reason) ->
                new Verdict.Refused<>(
                        notifyType(reason), reason, "the vault does not take the peer's signature: " + reason);
            case VaultAnswer.Unreachable(String reason) -> new Verdict.Unavailable<>(reason);
            case VaultAnswer other -> throw Verdict.unexpected(other);
        };
    }

    private static int notifyType(String reason) {
        return reason.startsWith("certificate")
                ? NotifyType.INVALID_CERTIFICATE
                : reason.equals("wrong-signature") ? NotifyType.INVALID_SIGNATURE : NotifyType.AUTHENTICATION_FAILED;
    }

    @Override
    public Verdict<List<Payload>> prove(Facts facts, Function<HashAlgorithm, Octets> hash, Vault vault) {
        Payload.Identification own = facts.ownIdentification();
        Optional<VaultAnswer> answer = vault.ask(new VaultQuestion.Sign(
                facts.gateway(),
                facts.connectionName(),
                facts.peerAddress(),
                facts.ownIdentity(),
                own.idType(),
                own.data(),
                facts.peerIdentity(),
                algorithm,
                hash.apply(signedHash)));
        if (answer.isEmpty()) {
            return new Verdict.Waiting<>();
        }
        return switch (answer.get()) {
            case VaultAnswer.Signed(Octets signature, List<Octets> certificates, String credential) -> {
                List<Payload> proof = new ArrayList<>();
                certificates.forEach(one -> proof.add(Payload.Certificate.of(X509_SIGNATURE, one)));
                proof.add(new Payload.Signature(signature));
                yield new Verdict.Reached<>(List.copyOf(proof), "the vault signed with credential " + credential);
            }
            case VaultAnswer.Refused(String reason) ->
                new Verdict.Refused<>(NotifyType.AUTHENTICATION_FAILED, reason, "the vault does not sign: " + reason);
            case VaultAnswer.Unreachable(String reason) -> new Verdict.Unavailable<>(reason);
            case VaultAnswer other -> throw Verdict.unexpected(other);
        };
    }

    @Override
    public String suspicion() {
        return "its keys do not match ours, or it was damaged";
    }
}
