package io.ikebus.vault.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who did what to which thing. Whatever the texts hold becomes printable and at most 300 characters long: nobody
 * outside writes lines of their own into the log, and no text is one that the database refuses.
 *
 * @param at in microseconds, as the database keeps it
 * @param actor the subject of a certificate or token; empty for the vault itself
 * @param action what was asked for, e.g. {@code skeyid}, {@code credential.put}
 * @param subject the thing, e.g. a credential's name
 * @param detail words for a person; never a secret
 */
public record AuditEvent(Instant at, String actor, String action, Outcome outcome, String subject, String detail) {
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");
    private static final int LONGEST = 300;

    /** What became of it. */
    public enum Outcome {
        USED,
        CHANGED,
        REFUSED,
        /** The vault noticed something about itself. */
        NOTED;

        /** As in the database, in JSON and on the bus. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Empty unless {@code text} is one of these. */
        public static Optional<Outcome> of(String text) {
            return Arrays.stream(values())
                    .filter(each -> each.text().equals(text))
                    .findFirst();
        }
    }

    public AuditEvent {
        at = at.truncatedTo(ChronoUnit.MICROS);
        actor = printable(actor);
        action = printable(action);
        subject = printable(subject);
        detail = printable(detail);
    }

    private static String printable(String text) {
        String bounded = text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
        return UNPRINTABLE.matcher(bounded).replaceAll("?");
    }
}
