package io.ikebus.vault.explanation;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.vault.holdings.CredentialType;
import io.ikebus.vault.holdings.UserSide;
import io.ikebus.vault.problem.ProblemException;
import io.ikebus.vault.selector.ConnectionName;
import io.ikebus.vault.selector.Identity;
import io.ikebus.vault.selector.Question;
import io.ikebus.vault.selector.UserName;
import io.ikebus.vault.signature.SignatureMethod;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a negotiator would ask.
 *
 * @param use the type of credential that is wanted; of trust anchors all that fit are tried, so there is none to explain
 * @param localIdentity left out where it does not count
 * @param peerIdentity left out while it is not known: Main Mode as responder
 * @param method of a signing key, and of nothing else
 * @param user of an xauth-user, and of nothing else
 * @param side of an xauth-user; server if left out
 * @param limit how many credentials to list of those that fit, and of those that do not; 100 if left out
 */
record ExplainRequest(
        @NotNull CredentialType use,
        @NotNull GatewayId gateway,
        @NotNull ConnectionName connection,
        @NotNull IpAddress peerAddress,
        @Nullable Identity localIdentity,
        @Nullable Identity peerIdentity,
        @Nullable SignatureMethod method,
        @Nullable UserName user,
        @Nullable UserSide side,
        @Min(1) @Max(1000) @Nullable Integer limit) {
    private static final int USUAL_LIMIT = 100;

    Question question() {
        return new Question(
                gateway,
                connection,
                peerAddress,
                Optional.ofNullable(localIdentity),
                Optional.ofNullable(peerIdentity));
    }

    int most() {
        return limit == null ? USUAL_LIMIT : limit;
    }

    /** @throws ProblemException if a field is missing that this use needs, or is there that it has not */
    void requireShape() {
        require("method", method, use == CredentialType.SIGNING_KEY);
        require("user", user, use == CredentialType.XAUTH_USER);
        if (side != null && use != CredentialType.XAUTH_USER) {
            throw ProblemException.field("side", "is of an xauth-user");
        }
        if (use == CredentialType.TRUST_ANCHOR || use == CredentialType.REVOCATION_LIST) {
            throw ProblemException.field(
                    "use",
                    "all that fit are tried, none is chosen: nothing to explain about a credential of this type");
        }
    }

    private static void require(String field, @Nullable Object value, boolean needed) {
        if (needed != (value != null)) {
            throw ProblemException.field(field, needed ? "is required for this use" : "is not of this use");
        }
    }
}
