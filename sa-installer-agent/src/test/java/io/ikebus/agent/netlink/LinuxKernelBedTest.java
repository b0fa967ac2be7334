package io.ikebus.agent.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.agent.install.InstallerOnLinuxTest;
import io.ikebus.testkit.Prerequisite;
import io.ikebus.testkit.junit.Requires;
import io.ikebus.testkit.process.Completed;
import io.ikebus.testkit.vm.KernelVm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Boots a kernel that has ESP, once, and runs in it what needs one. */
class LinuxKernelBedTest {
    private static final Duration LIMIT = Duration.ofMinutes(8);

    @Test
    @Requires({Prerequisite.ROOT, Prerequisite.UML})
    void everyOperationWorksOnARealKernel() {
        // When
        Completed completed = KernelVm.uml().within(LIMIT).run(jvm(LinuxKernelTest.class, InstallerOnLinuxTest.class));
        // Then
        completed
                .output()
                .lines()
                .filter(line -> line.startsWith("SKIPPED") || line.startsWith("1000 pairs"))
                .forEach(System.out::println);
        assertThat(completed.status()).as(completed.toString()).isZero();
        assertThat(completed.output()).containsPattern("IN-GUEST [1-9][0-9]+ passed, 0 failed");
    }

    private static String[] jvm(Class<?>... tests) {
        // One processor, slow system calls: the collector with the fewest threads.
        Stream<String> words = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-D" + InGuest.PROPERTY + "=true",
                "-cp",
                System.getProperty("java.class.path"),
                InGuest.class.getName());
        return Stream.concat(words, Stream.of(tests).map(Class::getName)).toArray(String[]::new);
    }
}
