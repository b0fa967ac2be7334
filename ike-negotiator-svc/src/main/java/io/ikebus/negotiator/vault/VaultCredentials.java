package io.ikebus.negotiator.vault;

import io.ikebus.negotiator.credential.VaultAnswer;
import io.ikebus.negotiator.credential.VaultQuestion;
import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Puts the engine's questions to the vault. */
public final class VaultCredentials {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final String FORMER = "former";

    private final VaultConnection vault;

    public VaultCredentials(VaultConnection vault) {
        this.vault = vault;
    }

    public VaultAnswer ask(VaultQuestion question) {
        return switch (question) {
            case VaultQuestion.SkeyidFromPsk skeyid ->
                post("skeyid", VaultRequests.Skeyid.of(skeyid), Set.of("skeyid", FORMER), VaultCredentials::skeyid);
            case VaultQuestion.Sign sign ->
                post("signatures", VaultRequests.Sign.of(sign), Set.of(), VaultCredentials::signed);
            case VaultQuestion.Verify verify ->
                post("verifications", VaultRequests.Verify.of(verify), Set.of(), VaultCredentials::verified);
            case VaultQuestion.VerifyUser user ->
                post("xauth/verifications", VaultRequests.User.of(user), Set.of(), VaultCredentials::userVerified);
            case VaultQuestion.PasswordOf user ->
                post("xauth/passwords", VaultRequests.User.of(user), Set.of("password"), VaultCredentials::password);
            case VaultQuestion.Decrypt decrypt ->
                post("decryptions", VaultRequests.Decrypt.of(decrypt), Set.of(), VaultCredentials::decrypted);
            case VaultQuestion.PeerKey key ->
                post("peer-keys", VaultRequests.PeerKey.of(key), Set.of(), VaultCredentials::peerKey);
        };
    }

    private VaultAnswer post(
            String path,
            Object request,
            Set<String> secrets,
            Function<VaultBody.Members, Optional<VaultAnswer>> answer) {
        return switch (vault.post("/api/v1/" + path, Octets.wrap(BusJson.write(request)))) {
            case VaultReply.Answered(VaultBody body) -> {
                try (body) {
                    yield body.read(secrets)
                            .flatMap(answer)
                            .orElse(new VaultAnswer.Unreachable("vault-answer-garbage"));
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
        return members.secret("skeyid")
                .filter(skeyid -> skeyid.length() > 0)
                .map(skeyid -> new VaultAnswer.Skeyid(
                        skeyid, members.text("credential").orElse(""), former(members)));
    }

    /** None if the two lists do not belong together. */
    private static List<VaultAnswer.Skeyid.Former> former(VaultBody.Members members) {
        List<Secret> skeyids = members.secrets(FORMER);
        List<String> versions = members.list("formerVersions");
        return skeyids.size() == versions.size()
                ? IntStream.range(0, skeyids.size())
                        .mapToObj(i -> new VaultAnswer.Skeyid.Former(skeyids.get(i), versions.get(i)))
                        .toList()
                : List.of();
    }

    private static Optional<VaultAnswer> userVerified(VaultBody.Members members) {
        return members.text("credential").map(VaultAnswer.OfUser.UserVerified::new);
    }

    private static Optional<VaultAnswer> password(VaultBody.Members members) {
        return members.secret("password")
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
