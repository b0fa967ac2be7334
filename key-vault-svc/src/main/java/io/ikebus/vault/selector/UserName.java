package io.ikebus.vault.selector;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Who somebody says he is, as XAUTH carries it. Letter cases make another name. */
public record UserName(String text) {

    /** @throws IllegalArgumentException unless the text has 1 to 255 printable characters and no blanks around them */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UserName {
        boolean printable = text.codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0xFFFD);
        if (text.isBlank() || text.length() > Identity.LONGEST || !text.equals(text.strip()) || !printable) {
            throw new IllegalArgumentException(
                    "a user's name has 1 to 255 printable characters and no blanks around them");
        }
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
