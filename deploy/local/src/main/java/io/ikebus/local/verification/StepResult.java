package io.ikebus.local.verification;

import java.time.Duration;
import java.util.List;

/**
 * How one step of the verification went.
 *
 * @param exitStatus of its program
 * @param tests that it reported; none for a step that runs no tests
 * @param faults what the program itself said went wrong, other than tests
 */
record StepResult(String name, int exitStatus, Duration took, List<TestOutcome> tests, List<String> faults) {

    StepResult {
        tests = List.copyOf(tests);
        faults = List.copyOf(faults);
    }

    long count(TestOutcome.Kind kind) {
        return tests.stream().filter(test -> test.kind() == kind).count();
    }

    boolean held() {
        return exitStatus == 0 && count(TestOutcome.Kind.FAILED) == 0;
    }
}
