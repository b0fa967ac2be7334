package io.ikebus.vault.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each migration but the newest once was the newest: what a vault of then left is kept and tried. */
class MigrationsTest {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Path FORMER = Path.of("src/test/resources/former");
    private static final Path TESTS = Path.of("src/test/java/io/ikebus/vault/service");
    private static final Pattern NAME = Pattern.compile("V([1-9][0-9]*)__[a-z0-9_]+\\.sql");

    private static List<Integer> versions() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            return files.map(file -> version(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    private static int version(String file) {
        Matcher name = NAME.matcher(file);
        assertThat(name.matches()).as("%s goes forward and has a number", file).isTrue();
        return Integer.parseInt(name.group(1));
    }

    @Test
    void everyEarlierVersionHasItsFormerVaultAndATest() throws IOException {
        List<Integer> all = versions();
        assertThat(all).hasSizeGreaterThan(3);
        for (int version : all.subList(0, all.size() - 1)) {
            assertThat(List.of(
                            FORMER.resolve("V" + version + ".sql"),
                            FORMER.resolve("V" + version + ".json"),
                            TESTS.resolve("FormerVaultV" + version + "Test.java")))
                    .as("FormerVaultRecorder, run in a tree whose newest migration is %d, makes the first two", version)
                    .allMatch(Files::exists);
        }
    }
}
