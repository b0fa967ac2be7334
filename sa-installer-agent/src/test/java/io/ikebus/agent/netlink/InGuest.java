package io.ikebus.agent.netlink;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the test classes that are its arguments and prints a line for each test: what a guest's JVM starts with. */
public final class InGuest {
    /** Says that the network namespace is a throw-away one. */
    public static final String PROPERTY = "ikebus.bed.throw-away-kernel";

    private InGuest() {}

    /** Exits with 0 if all tests passed and there were some. */
    public static void main(String... classes) {
        Lines lines = new Lines();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(Arrays.stream(classes)
                                        .map(name -> selectClass(name))
                                        .toList())
                                .build(),
                        lines);
        System.out.printf("IN-GUEST %d passed, %d failed, %d skipped%n", lines.passed, lines.failed, lines.skipped);
        System.exit(lines.failed == 0 && lines.passed > 0 ? 0 : 1);
    }

    private static final class Lines implements TestExecutionListener {
        private int passed;
        private int failed;
        private int skipped;

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            skipped++;
            System.out.println("SKIPPED " + test.getDisplayName() + ": " + reason);
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() != Status.SUCCESSFUL) {
                failed++;
                System.out.println("FAILED " + test.getUniqueId());
                result.getThrowable().ifPresent(thrown -> thrown.printStackTrace(System.out));
            } else if (test.isTest()) {
                passed++;
                System.out.println("passed " + test.getDisplayName().replaceAll("(.{100}).*", "$1..."));
            }
        }
    }
}
