package io.ikebus.vault.decryption;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.CredentialType;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.keytoken.Jca;
import io.ikebus.vault.keyuse.CredentialKeys;
import io.ikebus.vault.limit.Operation;
import io.ikebus.vault.limit.UseLimits;
import io.ikebus.vault.problem.Problem;
import io.ikebus.vault.problem.ProblemException;
import io.ikebus.vault.selector.SelectorIndex;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses a decryption key and decrypts. */
@Singleton
final class Decrypting {
    // RFC 2409 5: "The length of nonce payload MUST be between 8 and 256 bytes inclusive."
    private static final int SHORTEST_NONCE = 8;
    private static final int LONGEST_NONCE = 256;
    /** Type, protocol, port, and an octet that says something. */
    private static final int SHORTEST_IDENTITY = 5;

    private final CredentialKeys keys;
    private final UseLimits limits;

    Decrypting(CredentialKeys keys, UseLimits limits) {
        this.keys = keys;
        this.limits = limits;
    }

    /** @throws ProblemException if no decryption key is for these two ends, or it has been used too often */
    DecryptAnswer answer(Holdings holdings, DecryptRequest request, String caller) {
        Credential credential = credential(holdings, request)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        404, "no-credential", "no decryption key is for this connection and this certificate", null)));
        limits.require(Operation.DECRYPT, credential, caller);
        return keys.privateKey(
                credential, (key, jca) -> decrypted(rejecting(credential, key, jca), request, credential));
    }

    private ImplicitRejection rejecting(Credential credential, PrivateKey key, Jca jca) {
        return CredentialKeys.isInToken(credential)
                ? keys.sealed(
                        credential,
                        onlyOurs -> ImplicitRejection.of(
                                key, jca, credential.ownModulus().orElseThrow(), onlyOurs.with(byte[]::clone)))
                : ImplicitRejection.of((RSAPrivateKey) key);
    }

    private static Optional<Credential> credential(Holdings holdings, DecryptRequest request) {
        CertificateHash hash = request.certificateHash();
        if (hash == null) {
            return holdings.index(CredentialType.DECRYPTION_KEY.toString()).best(request.question());
        }
        return new SelectorIndex<>(holdings.ofType(CredentialType.DECRYPTION_KEY)
                        .filter(one -> one.certificates().stream().limit(1).anyMatch(hash::isOf))
                        .toList())
                .best(request.question());
    }

    private static DecryptAnswer decrypted(ImplicitRejection key, DecryptRequest request, Credential credential)
            throws GeneralSecurityException {
        String nonce = text(key, request.nonce().octets(), SHORTEST_NONCE, Math.min(LONGEST_NONCE, key.longest()));
        RsaBlock identity = request.identity();
        return new DecryptAnswer(nonce, identity == null ? null : identity(key, identity), credential.name());
    }

    private static String identity(ImplicitRejection key, RsaBlock block) throws GeneralSecurityException {
        return text(key, block.octets(), SHORTEST_IDENTITY, key.longest());
    }

    private static String text(ImplicitRejection key, Octets block, int shortest, int longest)
            throws GeneralSecurityException {
        byte[] text = key.decrypt(block, shortest, longest);
        try {
            return HexFormat.of().formatHex(text);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /** @throws ProblemException if no public key is of this peer */
    static PeerKeyAnswer peerKey(Holdings holdings, PeerKeyRequest request) {
        Credential credential = holdings.index(CredentialType.PEER_PUBLIC_KEY.toString())
                .best(request.question())
                .orElseThrow(() ->
                        new ProblemException(Problem.of(404, "no-credential", "no public key is of this peer", null)));
        return new PeerKeyAnswer(
                credential.publicKey().orElseThrow().hex(), certificate(credential), credential.name());
    }

    private static @Nullable String certificate(Credential credential) {
        return credential.content().certificates().stream()
                .findFirst()
                .map(Octets::hex)
                .orElse(null);
    }
}
