package io.ikebus.negotiator.vault;

import io.ikebus.negotiator.credential.VaultAnswer;
import io.ikebus.negotiator.credential.VaultQuestion;
import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.octets.Octets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the engine's questions to the vault. */
public final class VaultCredentials {
    private static final int NOT_FOUND = 404;

    private final VaultConnection vault;

    public VaultCredentials(VaultConnection vault) {
        this.vault = vault;
    }

    public VaultAnswer ask(VaultQuestion question) {
        return switch (question) {
            case VaultQuestion.SkeyidFromPsk skeyid -> skeyid(skeyid);
            case VaultQuestion.Sign ignored -> new VaultAnswer.Refused("no-signatures-yet");
            case VaultQuestion.Verify ignored -> new VaultAnswer.Refused("no-signatures-yet");
        };
    }

    private VaultAnswer skeyid(VaultQuestion.SkeyidFromPsk question) {
        Octets json = Octets.wrap(BusJson.write(SkeyidRequest.of(question)));
        return switch (vault.post("/api/v1/skeyid", json)) {
            case VaultReply.Answered(VaultBody body) -> {
                try (body) {
                    yield body.read("skeyid")
                            .flatMap(VaultCredentials::answered)
                            .orElse(new VaultAnswer.Unreachable("vault-answer-garbage"));
                }
            }
            case VaultReply.Refused(int status) ->
                new VaultAnswer.Refused(status == NOT_FOUND ? "no-credential" : "vault-refused-" + status);
            case VaultReply.Failed(String reason) -> new VaultAnswer.Unreachable(reason);
        };
    }

    private static Optional<VaultAnswer> answered(VaultBody.Members members) {
        return members.secret()
                .filter(skeyid -> skeyid.length() > 0)
                .map(skeyid -> new VaultAnswer.Skeyid(
                        skeyid, members.text("credential").orElse("")));
    }

    /** The question as the vault's API has it. */
    private record SkeyidRequest(
            GatewayId gateway,
            String connection,
            IpAddress peerAddress,
            @Nullable String localIdentity,
            @Nullable String peerIdentity,
            String hash,
            Octets initiatorNonce,
            Octets responderNonce) {
        static SkeyidRequest of(VaultQuestion.SkeyidFromPsk question) {
            return new SkeyidRequest(
                    question.gateway(),
                    question.connection(),
                    question.peerAddress(),
                    question.localIdentity(),
                    question.peerIdentity(),
                    question.hash(),
                    question.initiatorNonce(),
                    question.responderNonce());
        }
    }
}
