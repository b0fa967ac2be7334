package io.ikebus.agent.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * RFC 9457.
 *
 * @param type {@code urn:ikebus:problem:} and a word that programs can rely on
 * @param title the same for the same type
 * @param detail what to do about this one; shows nothing that was sent
 * @param field the field or parameter at fault
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "RFC 9457 problem details")
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String field) {
    static final String MEDIA_TYPE = "application/problem+json";

    /** The type's last word as a title. */
    static Problem of(int status, String word, String detail, @Nullable String field) {
        String title = word.replace('-', ' ');
        return new Problem(
                "urn:ikebus:problem:" + word,
                title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1),
                status,
                detail,
                field);
    }
}
