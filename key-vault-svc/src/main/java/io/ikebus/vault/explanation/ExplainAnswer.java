package io.ikebus.vault.explanation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who would answer, and why.
 *
 * @param winner absent if none fits
 * @param fitting the winner first; not more than the limit
 * @param missing those of this type that do not fit, by name; not more than the limit
 * @param damaged names of credentials that nobody can read: one of them might have won
 * @param formerVersions of the winner: those that are good for some time yet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExplainAnswer(
        @Nullable String winner,
        int fittingCount,
        List<Fitting> fitting,
        int missingCount,
        List<Missing> missing,
        List<String> damaged,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> formerVersions) {

    /**
     * @param decidedBy the first component of the rank in which the winner and the next differ, or the winner and this
     *     one; {@code name} if none does; absent if this is the only one
     * @param why the same as half a sentence about the winner
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Fitting(
            String credential,
            boolean wins,
            @Nullable String decidedBy,
            @Nullable String why) {}

    /**
     * @param selector the first field of the credential that does not fit
     * @param asked what the question has in its place; absent if it is not known
     * @param has what the credential has; the first ten
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Missing(
            String credential, String selector, @Nullable String asked, List<String> has) {}
}
