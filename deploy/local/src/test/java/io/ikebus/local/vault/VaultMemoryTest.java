package io.ikebus.local.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a pre-shared key stays in the vault's memory. What can be reached is wiped after each use, so the live heap has
 * none at any time. What cannot be reached may keep a copy until the collector or the network's buffers use the place
 * again: that is how far Java allows it, and the second number is what is left after a collection.
 */
class VaultMemoryTest {
    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final int USES = 200;

    @TempDir
    private Path directory;

    @Test
    void afterItsUsesNoLiveObjectHoldsThePreSharedKey() throws Exception {
        assumeTrue(
                Files.exists(HOME.resolve("key-vault-svc/target/quarkus-app/quarkus-run.jar")),
                "key-vault-svc has not been packaged");
        try (LoneVault vault = new LoneVault(HOME, directory)) {
            // Given
            byte[] random = new byte[20];
            ThreadLocalRandom.current().nextBytes(random);
            String secret = "memory-" + HexFormat.of().formatHex(random);
            vault.start();
            vault.put("c0", secret);
            // When
            for (int i = 0; i < USES; i++) {
                assertThat(vault.skeyid("c0")).hasSize(40);
            }
            // Then
            Path dump = directory.resolve("heap");
            jcmd(vault.pid(), "GC.heap_dump", dump.toString());
            byte[] heap = Files.readAllBytes(dump);
            assertThat(ProcessMemory.occurrences(heap, heap.length, "vault".getBytes(US_ASCII)))
                    .as("the dump can be searched")
                    .isPositive();
            assertThat(ProcessMemory.occurrences(heap, heap.length, secret.getBytes(US_ASCII)))
                    .isZero();
            ProcessMemory memory = new ProcessMemory(vault.pid());
            if (memory.isReadable()) {
                System.out.println(
                        "copies of the pre-shared key in the vault's memory, unreachable, after a collection: "
                                + memory.occurrences(secret.getBytes(US_ASCII)));
            }
        }
    }

    private void jcmd(long pid, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(Long.toString(pid));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("jcmd.log").toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(directory.resolve("jcmd.log")))
                .isZero();
    }
}
