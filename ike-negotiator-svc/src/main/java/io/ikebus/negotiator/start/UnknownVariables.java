package io.ikebus.negotiator.start;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Environment variables that look like ours and set nothing. In files and system properties the configuration mapping
 * finds what it does not know by itself; in the environment, where every name is upper case and underscores, it does
 * not.
 */
final class UnknownVariables {
    private static final String OURS = "IKEBUS_";
    private static final String ELEMENT = "[*]";

    private UnknownVariables() {}

    /** @param properties names, with {@code [*]} for the elements of a list */
    static List<String> among(Collection<String> variables, Collection<String> properties) {
        Predicate<String> known = properties.stream()
                .map(UnknownVariables::pattern)
                .collect(Collectors.collectingAndThen(
                        Collectors.joining("|"), all -> Pattern.compile(all).asMatchPredicate()));
        return variables.stream()
                .filter(variable -> variable.startsWith(OURS))
                .filter(known.negate())
                .sorted()
                .toList();
    }

    // MicroProfile Config: every character that is not alphanumeric becomes an underscore, letters become upper case.
    private static String pattern(String property) {
        return property.replace(ELEMENT, "_#_")
                .replaceAll("[^a-zA-Z0-9#]", "_")
                .replace("#", "[0-9]+")
                .toUpperCase(Locale.ROOT);
    }
}
