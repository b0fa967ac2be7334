package io.ikebus.local.verification;

import io.ikebus.local.terminal.Screen;
import io.ikebus.local.verification.TestOutcome.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The last lines of a verification: a line per step, every failure and every skip with its reason. */
final class Summary {

    private Summary() {}

    static List<String> of(List<StepResult> steps) {
        List<String> lines = new ArrayList<>();
        for (StepResult step : steps) {
            lines.add("  %-6s %-44s %s%8s"
                    .formatted(step.held() ? "ok" : "FAILED", step.name(), counts(step), Screen.seconds(step.took())));
        }
        steps.forEach(step -> step.faults().forEach(fault -> lines.add("  failed: " + step.name() + ": " + fault)));
        steps.forEach(step -> told(step, Kind.FAILED).forEach(lines::add));
        steps.forEach(step -> told(step, Kind.SKIPPED).forEach(lines::add));
        return lines;
    }

    private static String counts(StepResult step) {
        String counts = step.tests().isEmpty()
                ? ""
                : "%d passed, %d failed, %d skipped"
                        .formatted(step.count(Kind.PASSED), step.count(Kind.FAILED), step.count(Kind.SKIPPED));
        return "%-36s".formatted(counts);
    }

    private static List<String> told(StepResult step, Kind kind) {
        return step.tests().stream()
                .filter(test -> test.kind() == kind)
                .map(test -> "  " + kind.name().toLowerCase(Locale.ROOT) + ": " + test.name()
                        + (test.reason().isEmpty() ? "" : ": " + test.reason()))
                .toList();
    }
}
