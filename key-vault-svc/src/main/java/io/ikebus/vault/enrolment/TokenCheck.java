package io.ikebus.vault.enrolment;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.enrolled.Enrolled;
import io.ikebus.vault.enrolled.ServiceRole;
import io.ikebus.vault.enrolled.StoredServiceCertificate;
import io.ikebus.vault.enrolled.StoredToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a token that somebody shows is good for. */
sealed interface TokenCheck {
    /** It is believed, and nobody has used it. */
    record Fresh(StoredToken token) implements TokenCheck {}

    /** Somebody has used it for this certificate. */
    record Spent(StoredToken token, StoredServiceCertificate certificate) implements TokenCheck {}

    /**
     * It is believed, and yet not good.
     *
     * @param word of the problem
     */
    record Refused(StoredToken token, String word, String detail) implements TokenCheck {}

    /** No such token was ever made, or it has been deleted. */
    record Unknown() implements TokenCheck {}

    Octets NO_DIGEST = Octets.wrap(new byte[32]);

    /** Who guesses learns from the time it takes no more than whether there is a token of this id, which is no secret. */
    static TokenCheck of(
            Enrolled enrolled,
            EnrolmentToken shown,
            @Nullable ServiceRole role,
            @Nullable String gateway,
            Instant now) {
        StoredToken token = enrolled.tokens().get(shown.id());
        if (!shown.digest().equalsConstantTime(token == null ? NO_DIGEST : token.digest()) || token == null) {
            return new Unknown();
        }
        if (!now.isBefore(token.notAfter())) {
            return new Refused(token, "expired-token", "the token was good until " + token.notAfter());
        }
        if (role != null && role != token.role() || gateway != null && !gateway.equals(token.gateway())) {
            return new Refused(
                    token,
                    "token-for-another",
                    "the token is for " + token.role() + ":" + token.gateway() + "; it has not been spent");
        }
        if (token.spentBy() == null) {
            return new Fresh(token);
        }
        StoredServiceCertificate certificate = enrolled.certificates().get(token.spentBy());
        return certificate == null || certificate.isRevoked()
                ? new Refused(token, "spent-token", "the token has been spent, for a certificate that is not good")
                : new Spent(token, certificate);
    }
}
