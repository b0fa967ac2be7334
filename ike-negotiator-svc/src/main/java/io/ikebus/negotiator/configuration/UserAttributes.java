package io.ikebus.negotiator.configuration;

import io.ikebus.protocol.isakmp.Attribute;
import io.ikebus.protocol.octets.Octets;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The attributes of XAUTH (draft-beaulieu-ike-xauth 6.2): those that a message holds.
 *
 * @param attributes of XAUTH and no others
 */
public record UserAttributes(List<Attribute> attributes) {
    private static final int TYPE = 16_520;
    private static final int NAME = 16_521;
    private static final int PASSWORD = 16_522;
    private static final int PASSCODE = 16_523;
    private static final int CHALLENGE = 16_525;
    private static final int STATUS = 16_527;
    private static final int NEXT_PIN = 16_528;
    private static final int ANSWER = 16_529;

    /** What takes more than a name and a password to answer. */
    private static final Set<Integer> BEYOND_US = Set.of(PASSCODE, CHALLENGE, NEXT_PIN, ANSWER);

    /** "Generic": a name and a password. */
    private static final int GENERIC = 0;

    private static final int FAIL = 0;
    private static final int OK = 1;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_PASSWORD = 512;

    public UserAttributes {
        attributes = List.copyOf(attributes);
    }

    public static UserAttributes in(List<Attribute> all) {
        return new UserAttributes(all.stream()
                .filter(one -> one.type() >= TYPE && one.type() <= ANSWER)
                .toList());
    }

    /** Whether the message is one of XAUTH at all. */
    public boolean isPresent() {
        return !attributes.isEmpty();
    }

    public boolean hasStatus() {
        return first(STATUS).isPresent();
    }

    public boolean isWelcome() {
        OptionalLong status = first(STATUS).map(Attribute::number).orElse(OptionalLong.empty());
        return status.isPresent() && status.getAsLong() == OK;
    }

    /** Whether a name and a password answer it. Draft 6.2: without a type it is the generic one. */
    public boolean asksForPassword() {
        OptionalLong type = first(TYPE).map(Attribute::number).orElse(OptionalLong.of(GENERIC));
        return type.isPresent()
                && type.getAsLong() == GENERIC
                && first(PASSWORD).isPresent()
                && attributes.stream().noneMatch(one -> BEYOND_US.contains(one.type()));
    }

    /** Printable text in UTF-8; anything else is no name. */
    public Optional<String> name() {
        return first(NAME).map(Attribute::value).flatMap(UserAttributes::text);
    }

    public Optional<Octets> password() {
        return first(PASSWORD)
                .map(Attribute::value)
                // Field experience: some clients send the text's end as C has it.
                .map(value -> !value.isBlank() && value.u8(value.length() - 1) == 0
                        ? value.slice(0, value.length() - 1)
                        : value)
                .filter(value -> !value.isBlank() && value.length() <= LONGEST_PASSWORD);
    }

    private static Optional<String> text(Octets value) {
        if (value.isBlank() || value.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(value.asByteBuffer())
                    .toString();
            return text.codePoints().noneMatch(Character::isISOControl) && text.equals(text.strip())
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private Optional<Attribute> first(int type) {
        return attributes.stream().filter(one -> one.type() == type).findFirst();
    }

    /** What asks for a name and a password. */
    public static List<Attribute> request() {
        return List.of(
                Attribute.of(TYPE, GENERIC), Attribute.of(NAME, Octets.EMPTY), Attribute.of(PASSWORD, Octets.EMPTY));
    }

    /** Name and password, to a question like this one. */
    public List<Attribute> reply(String name, Octets password) {
        Attribute named = Attribute.of(NAME, Octets.wrap(name.getBytes(StandardCharsets.UTF_8)));
        Attribute secret = Attribute.of(PASSWORD, password);
        return first(TYPE).isPresent() ? List.of(Attribute.of(TYPE, GENERIC), named, secret) : List.of(named, secret);
    }

    /** Draft 6.2: a FAIL in the place of an answer says that there is none. */
    public static List<Attribute> status(boolean welcome) {
        return List.of(Attribute.of(STATUS, welcome ? OK : FAIL));
    }
}
