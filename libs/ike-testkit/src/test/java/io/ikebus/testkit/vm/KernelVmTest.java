package io.ikebus.testkit.vm;

import static io.ikebus.testkit.Prerequisite.PING;
import static io.ikebus.testkit.Prerequisite.ROOT;
import static io.ikebus.testkit.Prerequisite.STRONGSWAN;
import static io.ikebus.testkit.Prerequisite.TCPDUMP;
import static io.ikebus.testkit.Prerequisite.UML;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.testkit.bed.BedTool;
import io.ikebus.testkit.junit.Requires;
import io.ikebus.testkit.process.Completed;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Requires({ROOT, UML})
class KernelVmTest {

    @TempDir
    Path directory;

    @Test
    void keepsOnlyWhatIsWrittenBelowWritableFolders() {
        // Given
        Path shared = directory.resolve("shared");
        Path elsewhere = directory.resolve("elsewhere");
        // When
        Completed completed = KernelVm.uml()
                .writing(shared)
                .run(
                        "sh",
                        "-c",
                        "echo $KERNEL_VM; echo kept >$0/file; echo lost >$1; cat $1; echo said >&2; exit 7",
                        shared.toString(),
                        elsewhere.toString());
        // Then
        assertThat(completed.output()).isEqualTo("uml\nlost\n");
        assertThat(completed.errors()).isEqualTo("said\n");
        assertThat(completed.status()).isEqualTo(7);
        assertThat(shared.resolve("file")).hasContent("kept");
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void endsWhatTakesTooLong() {
        assertThat(KernelVm.uml()
                        .within(Duration.ofSeconds(1))
                        .run("sleep", "60")
                        .status())
                .isEqualTo(Completed.TIMED_OUT);
    }

    @Test
    @Requires({ROOT, UML, STRONGSWAN, PING, TCPDUMP})
    void itsKernelCarriesEspBetweenTwoStrongswans() {
        Completed completed =
                KernelVm.uml().run(BedTool.STRONGSWAN_TUNNEL.path().toString());
        assertThat(completed.status()).as(completed.toString()).isZero();
        assertThat(completed.output()).contains("PASS ping through the tunnel").doesNotContain("FAIL");
    }
}
