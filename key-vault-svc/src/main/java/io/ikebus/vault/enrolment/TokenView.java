package io.ikebus.vault.enrolment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ikebus.vault.enrolled.ServiceRole;
import io.ikebus.vault.enrolled.StoredToken;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token, without what makes it one.
 *
 * @param spentBy serial of the certificate that it was given for; absent as long as there is none
 * @param token the token itself, in the answer that makes it and never again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokenView(
        String id,
        ServiceRole role,
        String gateway,
        List<String> names,
        String createdBy,
        Instant createdAt,
        Instant notAfter,
        @Nullable String spentBy,
        @Nullable String token) {

    static TokenView of(StoredToken stored) {
        return of(stored, null);
    }

    static TokenView of(StoredToken stored, @Nullable String token) {
        return new TokenView(
                stored.id(),
                stored.role(),
                stored.gateway(),
                Names.split(stored.names()),
                stored.createdBy(),
                stored.createdAt(),
                stored.notAfter(),
                stored.spentBy(),
                token);
    }

    @Override
    public String toString() {
        return "TokenView[" + id + "]";
    }
}
