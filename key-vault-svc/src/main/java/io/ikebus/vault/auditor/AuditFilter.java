package io.ikebus.vault.auditor;

import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.audit.AuditQuery;
import io.ikebus.vault.problem.ProblemException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query of a request for events, as texts: so that each that has another form is a problem that names it. */
class AuditFilter {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final int MOST = 1_000;
    private static final int LONGEST = 300;
    // What PostgreSQL can compare with.
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    @QueryParam("after")
    @Parameter(
            description = "only events that come after this number",
            schema = @Schema(type = SchemaType.INTEGER, format = "int64", minimum = "0"))
    @Nullable
    String after;

    @QueryParam("limit")
    @DefaultValue("100")
    @Parameter(
            description = "how many at most",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000"))
    String limit = "100";

    @QueryParam("order")
    @DefaultValue("oldest-first")
    @Parameter(schema = @Schema(enumeration = {"oldest-first", "newest-first"}))
    String order = "oldest-first";

    @QueryParam("actor")
    @Parameter(description = "exactly this, as the others")
    @Nullable
    String actor;

    @QueryParam("action")
    @Nullable
    String action;

    @QueryParam("outcome")
    @Parameter(schema = @Schema(enumeration = {"used", "changed", "refused", "noted"}))
    @Nullable
    String outcome;

    @QueryParam("subject")
    @Nullable
    String subject;

    @QueryParam("from")
    @Parameter(description = "included", schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Nullable
    String from;

    @QueryParam("to")
    @Parameter(description = "not included", schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Nullable
    String to;

    int most() {
        long most = number("limit", limit);
        if (most < 1 || most > MOST) {
            throw ProblemException.field("limit", "is 1 to " + MOST);
        }
        return (int) most;
    }

    /** One more than {@link #most}, which shows whether there is a next page. */
    AuditQuery query() {
        return new AuditQuery(
                newestFirst(),
                Optional.ofNullable(after).map(text -> number("after", text)),
                most() + 1,
                text("actor", actor),
                text("action", action),
                Optional.ofNullable(outcome).map(AuditFilter::outcome),
                text("subject", subject),
                Optional.ofNullable(from).map(text -> time("from", text)),
                Optional.ofNullable(to).map(text -> time("to", text)));
    }

    private boolean newestFirst() {
        return switch (order) {
            case "oldest-first" -> false;
            case "newest-first" -> true;
            default -> throw ProblemException.field("order", "is oldest-first or newest-first");
        };
    }

    private static Outcome outcome(String text) {
        return Outcome.of(text)
                .orElseThrow(() -> ProblemException.field("outcome", "is used, changed, refused or noted"));
    }

    private static long number(String field, String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw ProblemException.field(field, "is a whole number, not negative");
        }
        return Long.parseLong(text);
    }

    private static Optional<String> text(String field, @Nullable String text) {
        if (text != null && (text.length() > LONGEST || text.indexOf('\0') >= 0)) {
            throw ProblemException.field(field, "is at most " + LONGEST + " characters that can be printed");
        }
        return Optional.ofNullable(text);
    }

    private static Instant time(String field, String text) {
        try {
            Instant time = Instant.parse(text);
            if (!time.isBefore(FIRST) && !time.isAfter(LAST)) {
                return time;
            }
        } catch (DateTimeException e) {
            // Said below, without the text.
        }
        throw ProblemException.field(field, "is a time as in 2026-01-31T12:00:00Z, from 1970 to 9999");
    }
}
