package io.ikebus.vault.selector;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One identity, or all that end alike: {@code west.example}, {@code *.example}, {@code *@example.com}, {@code *}.
 *
 * @param text in lower case
 */
public record IdentityPattern(String text) {

    /** @throws IllegalArgumentException if a star stands anywhere but at the start, before a dot, an @ or nothing */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public IdentityPattern {
        text = Identity.normal(text);
        if (text.lastIndexOf('*') > 0 || (text.startsWith("*") && !text.matches("\\*([.@].+)?"))) {
            throw new IllegalArgumentException(
                    "a pattern is an identity, or * alone, or * before the rest of a name: *.example, *@example.com");
        }
    }

    boolean isExact() {
        return !text.startsWith("*");
    }

    boolean fits(Identity identity) {
        return isExact()
                ? text.equals(identity.text())
                : identity.text().length() >= text.length() && identity.text().endsWith(text.substring(1));
    }

    /** Greater for the narrower pattern; two patterns that fit the same identity and are equally narrow are equal. */
    int narrowness() {
        return isExact() ? Integer.MAX_VALUE : text.length();
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
