package io.ikebus.local.interop;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What became of a trial, in the line that the run prints for it. */
sealed interface Result {
    record Passed() implements Result {}

    record Failed(String reason) implements Result {}

    /** The other end is not on this machine. */
    record NotTried(String reason) implements Result {}

    Pattern LINE = Pattern.compile("(PASS|FAIL|SKIP) ([A-Z0-9_.]+)(?:: (.*))?");

    /** One line, for {@link #read}. */
    default String of(String trial) {
        return switch (this) {
            case Passed() -> "PASS " + trial;
            case Failed(String reason) -> "FAIL " + trial + ": " + reason;
            case NotTried(String reason) -> "SKIP " + trial + ": " + reason;
        };
    }

    /** By the names of trials; of what was not begun nothing is said. */
    static Map<String, Result> read(String output) {
        Map<String, Result> results = new LinkedHashMap<>();
        output.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> {
            String reason = line.group(3) == null ? "" : line.group(3);
            results.put(
                    line.group(2),
                    switch (line.group(1)) {
                        case "PASS" -> new Passed();
                        case "FAIL" -> new Failed(reason);
                        default -> new NotTried(reason);
                    });
        });
        return results;
    }
}
