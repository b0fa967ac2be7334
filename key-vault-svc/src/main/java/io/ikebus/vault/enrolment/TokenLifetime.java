package io.ikebus.vault.enrolment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a token is good: {@code 90s}, {@code 15m} or {@code 24h}, and no longer than that. */
record TokenLifetime(Duration span) {
    static final TokenLifetime USUAL = new TokenLifetime(Duration.ofMinutes(15));
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([smh])");
    private static final String RULE = "is 1s to 24h, written such as 90s, 15m or 24h";

    /** @throws IllegalArgumentException with the rule */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static TokenLifetime parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(RULE);
        }
        long count = Long.parseLong(form.group(1));
        Duration span =
                switch (form.group(2)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    default -> Duration.ofHours(count);
                };
        if (span.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(RULE);
        }
        return new TokenLifetime(span);
    }

    @JsonValue
    @Override
    public String toString() {
        return span.toSeconds() + "s";
    }
}
