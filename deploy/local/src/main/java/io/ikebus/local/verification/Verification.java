package io.ikebus.local.verification;

import io.ikebus.local.terminal.Screen;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The steps, one after the other; a step that fails does not keep the next from telling more. */
public final class Verification {

    /** What Maven says of a module that it could not build; failed tests are told by their reports. */
    private static final Pattern FAULT =
            Pattern.compile("^\\[ERROR] (Failed to execute goal (?!.*There are test failures).{0,300})");

    private final Path home;
    private final Screen screen;
    private final Programs programs;
    private final Map<String, String> environment = Map.of("JAVA_HOME", System.getProperty("java.home"));

    public Verification(Path home, Screen screen) {
        this.home = home;
        this.screen = screen;
        this.programs = new Programs(home);
    }

    /** Whether all steps held. Skips are told, and do not count as failures. */
    public boolean run() {
        List<StepResult> results = new ArrayList<>();
        Instant began = Instant.now();
        results.add(maven("build, unit and integration tests", "verify"));
        if (results.getFirst().exitStatus() == 0) {
            BuildStamps.mark(home, began);
        } else {
            // One failed test keeps Maven from packaging its module and those behind it; the bed shall run all the
            // same.
            results.add(maven("packages, after a failed build", "package", "-DskipTests"));
        }
        screen.headline("== packages of the bed");
        Packages.bring(screen, programs);
        results.add(maven("the bed: real peers, real kernels", "-Pbed", "test"));
        results.add(step(
                "demo",
                List.of("./ikebus", "demo", "--dir", home.resolve("target/demo").toString())));

        new BedReport(home).since(began).ifPresent(table -> {
            screen.headline("== what the peers of the bed were tried with");
            table.forEach(screen::line);
        });
        screen.headline("== summary");
        Summary.of(results).forEach(screen::line);
        boolean held = results.stream().allMatch(StepResult::held);
        screen.line(held ? "\nall of it held" : "\nNOT all of it held");
        return held;
    }

    private StepResult maven(String name, String... goals) {
        List<String> command = new ArrayList<>(List.of("./mvnw", "--batch-mode", "--fail-at-end"));
        command.addAll(List.of(goals));
        return step(name, command);
    }

    private StepResult step(String name, List<String> command) {
        screen.headline("== " + name + ": " + String.join(" ", command));
        Instant began = Instant.now();
        List<String> faults = new ArrayList<>();
        int status = programs.run(command, environment, line -> {
            screen.line(line);
            Matcher fault = FAULT.matcher(line);
            if (fault.find()) {
                faults.add(fault.group(1));
            }
        });
        return new StepResult(
                name, status, Duration.between(began, Instant.now()), SurefireReports.since(began, home), faults);
    }
}
