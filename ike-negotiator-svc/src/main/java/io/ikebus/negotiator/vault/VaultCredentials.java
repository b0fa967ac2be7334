package io.ikebus.negotiator.vault;

import io.ikebus.negotiator.credential.VaultAnswer;
import io.ikebus.negotiator.credential.VaultQuestion;
import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Puts the engine's questions to the vault. */
public final class VaultCredentials {
    private static final int TOO_MANY_REQUESTS = 429;

    private final VaultConnection vault;

    public VaultCredentials(VaultConnection vault) {
        this.vault = vault;
    }

    public VaultAnswer ask(VaultQuestion question) {
        return switch (question) {
            case VaultQuestion.SkeyidFromPsk skeyid ->
                post("skeyid", VaultRequests.Skeyid.of(skeyid), "skeyid", VaultCredentials::skeyid);
            case VaultQuestion.Sign sign ->
                post("signatures", VaultRequests.Sign.of(sign), "", VaultCredentials::signed);
            case VaultQuestion.Verify verify ->
                post("verifications", VaultRequests.Verify.of(verify), "", VaultCredentials::verified);
            case VaultQuestion.VerifyUser user ->
                post("xauth/verifications", VaultRequests.User.of(user), "", VaultCredentials::userVerified);
            case VaultQuestion.PasswordOf user ->
                post("xauth/passwords", VaultRequests.User.of(user), "password", VaultCredentials::password);
            case VaultQuestion.Decrypt decrypt ->
                post("decryptions", VaultRequests.Decrypt.of(decrypt), "", VaultCredentials::decrypted);
            case VaultQuestion.PeerKey key ->
                post("peer-keys", VaultRequests.PeerKey.of(key), "", VaultCredentials::peerKey);
        };
    }

    private VaultAnswer post(
            String path, Object request, String secret, Function<VaultBody.Members, Optional<VaultAnswer>> answer) {
        return switch (vault.post("/api/v1/" + path, Octets.wrap(BusJson.write(request)))) {
            case VaultReply.Answered(VaultBody body) -> {
                try (body) {
                    yield body.read(secret).flatMap(answer).orElse(new VaultAnswer.Unreachable("vault-answer-garbage"));
                }
            }
            // Of a key that is used too often: a moment later it may be used again.
            case VaultReply.Refused refused
            when refused.status() == TOO_MANY_REQUESTS -> new VaultAnswer.Unreachable("vault-busy");
            case VaultReply.Refused refused -> new VaultAnswer.Refused(refused.reason());
            case VaultReply.Failed(String reason) -> new VaultAnswer.Unreachable(reason);
        };
    }

    private static Optional<VaultAnswer> skeyid(VaultBody.Members members) {
        return members.secret()
                .filter(skeyid -> skeyid.length() > 0)
                .map(skeyid -> new VaultAnswer.Skeyid(
                        skeyid, members.text("credential").orElse("")));
    }

    private static Optional<VaultAnswer> userVerified(VaultBody.Members members) {
        return members.text("credential").map(VaultAnswer.OfUser.UserVerified::new);
    }

    private static Optional<VaultAnswer> password(VaultBody.Members members) {
        return members.secret()
                .map(password -> new VaultAnswer.OfUser.Password(
                        password, members.text("credential").orElse("")));
    }

    private static Optional<VaultAnswer> signed(VaultBody.Members members) {
        try {
            List<Octets> certificates =
                    members.list("certificates").stream().map(Octets::fromHex).toList();
            return members.text("signature")
                    .filter(hex -> !hex.isEmpty())
                    .map(hex -> new VaultAnswer.Signed(
                            Octets.fromHex(hex),
                            certificates,
                            members.text("credential").orElse("")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<VaultAnswer> decrypted(VaultBody.Members members) {
        return octets(members, "nonce")
                .map(nonce -> new VaultAnswer.Decrypted(
                        nonce,
                        octets(members, "identity").orElse(Octets.EMPTY),
                        members.text("credential").orElse("")));
    }

    private static Optional<VaultAnswer> peerKey(VaultBody.Members members) {
        return octets(members, "publicKey")
                .map(key -> new VaultAnswer.PeerKey(
                        key,
                        octets(members, "certificate").orElse(Octets.EMPTY),
                        members.text("credential").orElse("")));
    }

    private static Optional<Octets> octets(VaultBody.Members members, String name) {
        try {
            return members.text(name).map(Octets::fromHex).filter(octets -> !octets.isBlank());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<VaultAnswer> verified(VaultBody.Members members) {
        return members.text("subject")
                .map(subject ->
                        new VaultAnswer.Verified(subject, members.text("anchor").orElse("")));
    }
}
