package io.ikebus.vault.enrolment;

import java.util.List;

/** Alternative names as rows have them. */
final class Names {
    private Names() {}

    static List<String> split(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(",", -1));
    }
}
