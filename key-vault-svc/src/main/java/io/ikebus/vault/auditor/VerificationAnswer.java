package io.ikebus.vault.auditor;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ikebus.vault.audit.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * @param events how many there are, if all are as a vault wrote them
 * @param last the number of the last
 * @param brokenAt else: the number of the first event that is not as it was, or is not there
 * @param reason what is wrong with it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record VerificationAnswer(
        boolean verified,
        @Nullable Long events,
        @Nullable Long last,
        @Nullable Long brokenAt,
        @Nullable String reason) {

    static VerificationAnswer of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Whole(long events, long last) -> new VerificationAnswer(true, events, last, null, null);
            case Verdict.Broken(long at, String reason) -> new VerificationAnswer(false, null, null, at, reason);
        };
    }

    String sentence() {
        return verified ? events + " events, whole" : "broken at event " + brokenAt + ": " + reason;
    }
}
