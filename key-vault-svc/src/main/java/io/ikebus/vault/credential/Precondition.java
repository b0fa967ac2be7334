package io.ikebus.vault.credential;

import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.Optional;

/**
 * RFC 9110 13.1: what the caller believes to be there.
 *
 * @param ifMatch the header {@code If-Match}: tags in quotes, or a star for "anything"
 * @param ifNoneMatch the header {@code If-None-Match}: a star for "nothing"
 */
public record Precondition(Optional<String> ifMatch, Optional<String> ifNoneMatch) {
    /** The caller believes nothing. */
    public static final Precondition NONE = new Precondition(Optional.empty(), Optional.empty());

    public static Precondition of(HttpHeaders headers) {
        return new Precondition(
                Optional.ofNullable(headers.getHeaderString(HttpHeaders.IF_MATCH)),
                Optional.ofNullable(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH)));
    }

    /** @throws ProblemException 412 unless what is there is what the caller believes */
    public void require(Optional<Credential> present) {
        if (ifMatch.isPresent() && !matches(ifMatch.get(), present)) {
            throw ProblemException.preconditionFailed("If-Match names another version than is there");
        }
        if (ifNoneMatch.isPresent() && matches(ifNoneMatch.get(), present)) {
            throw ProblemException.preconditionFailed("If-None-Match names what is there");
        }
    }

    private static boolean matches(String header, Optional<Credential> present) {
        return present.filter(credential -> Arrays.stream(header.split(","))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || tag.equals('"' + credential.tag() + '"')))
                .isPresent();
    }
}
